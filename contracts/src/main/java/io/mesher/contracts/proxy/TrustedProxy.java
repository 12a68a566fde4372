package io.mesher.contracts.proxy;

import io.smallrye.common.net.Inet;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * An address or a network of proxies. Quarkus takes whatever it can't read as one of these, a bare
 * IPv6 address included, for a host name, and asks DNS for it at each request: a resolver that is
 * slow or away then stops the service.
 */
public record TrustedProxy(String text) {

  /** Reads an entry of the setting; what it refuses stops the start. */
  public static final class Reader implements Converter<TrustedProxy> {
    private static final long serialVersionUID = 1L;

    @Override
    public TrustedProxy convert(String text) {
      var entry = text.strip();
      if (!isNetwork(entry) && Inet.parseInet4Address(entry) == null) {
        throw new IllegalArgumentException(
            "MESHER_TRUSTED_PROXIES has '%s': an entry is an IPv4 address or a network such as 10.0.0.0/8 or ::1/128, as a name would be looked up at each request"
                .formatted(entry));
      }
      return new TrustedProxy(entry);
    }

    private static boolean isNetwork(String entry) {
      return entry.indexOf('/') > 0 && Inet.parseCidrAddress(entry) != null;
    }
  }
}
