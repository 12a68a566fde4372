package io.mesher.api.alert.address;

import io.mesher.api.alert.AlertConfig;
import io.smallrye.common.net.CidrAddress;
import io.smallrye.common.net.Inet;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses may be connected to on behalf of whoever wrote a rule: those of the public
 * internet, and the networks that the configuration allows besides.
 */
@ApplicationScoped
public class Networks {
  /**
   * The entries of the IANA IPv4 Special-Purpose Address Registry (RFC 6890) that no public host
   * has, and multicast (RFC 5771).
   */
  private static final List<CidrAddress> NOT_PUBLIC_V4 =
      networks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4");

  /** Global unicast (RFC 4291): what else there is of IPv6 is not public. */
  private static final CidrAddress GLOBAL_V6 = network("2000::/3");

  /** Of it: special purposes (RFC 2928), documentation, and 6to4, which carries IPv4 addresses. */
  private static final List<CidrAddress> NOT_PUBLIC_V6 =
      networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  private final List<CidrAddress> allowed;

  /**
   * Reads the configuration.
   *
   * @throws IllegalArgumentException naming an entry that is no network
   */
  Networks(AlertConfig config) {
    allowed =
        config.allowedNetworks().orElse(List.of()).stream()
            .map(String::strip)
            .map(Networks::network)
            .toList();
  }

  /** Whether the address may be connected to. */
  public boolean allow(InetAddress address) {
    return isPublic(address) || matches(allowed, address);
  }

  private static boolean isPublic(InetAddress address) {
    return address instanceof Inet6Address
        ? GLOBAL_V6.matches(address) && !matches(NOT_PUBLIC_V6, address)
        : !matches(NOT_PUBLIC_V4, address);
  }

  private static boolean matches(List<CidrAddress> networks, InetAddress address) {
    return networks.stream().anyMatch(network -> network.matches(address));
  }

  private static List<CidrAddress> networks(String... networks) {
    return Stream.of(networks).map(Networks::network).toList();
  }

  private static CidrAddress network(String text) {
    // Never a name: that would be looked up.
    var network = text.indexOf('/') < 0 ? null : Inet.parseCidrAddress(text);
    if (network == null) {
      throw new IllegalArgumentException(
          "MESHER_ALERT_ALLOWED_NETWORKS: \"" + text + "\" is no network like 10.20.0.0/16");
    }
    return network;
  }
}
