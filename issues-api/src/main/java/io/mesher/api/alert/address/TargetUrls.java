package io.mesher.api.alert.address;

import io.mesher.api.problem.BadRequestException;
import io.netty.util.NetUtil;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * Which URLs a rule may name. An address in a URL is judged here and again at every attempt; where
 * a name leads to is judged at every attempt only, as it can change.
 */
@ApplicationScoped
public class TargetUrls {
  private static final int MAX_LENGTH = 2_000;
  private static final int MAX_PORT = 65_535;

  private final Networks networks;

  TargetUrls(Networks networks) {
    this.networks = networks;
  }

  /**
   * The URL as it is kept.
   *
   * @param field the member that holds it, for the error
   * @throws BadRequestException when it can't be sent to, naming what is wrong
   */
  public String checked(String field, String url) {
    if (url.length() > MAX_LENGTH) {
      throw wrong(field, "must have at most " + MAX_LENGTH + " characters");
    }
    var parsed = parse(field, url.strip());
    var scheme = parsed.getScheme() == null ? "" : parsed.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw wrong(field, "must begin with http:// or https://");
    }
    if (parsed.getHost() == null || parsed.getPort() == 0 || parsed.getPort() > MAX_PORT) {
      throw wrong(field, "must name a host, and a port of 1 to 65535 if any");
    }
    if (parsed.getRawUserInfo() != null) {
      throw wrong(field, "must not hold a user or password");
    }
    if (parsed.getRawFragment() != null) {
      throw wrong(field, "must not have a fragment");
    }
    requirePublic(field, parsed.getHost());
    return scheme + parsed.toString().substring(scheme.length());
  }

  private static URI parse(String field, String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      throw wrong(field, "must be a URL");
    }
  }

  private void requirePublic(String field, String host) {
    var bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    if (!NetUtil.isValidIpV4Address(bare) && !NetUtil.isValidIpV6Address(bare)) {
      return;
    }
    try {
      if (!networks.allow(InetAddress.getByName(bare))) {
        throw wrong(field, "must not lead to a private, link-local or loopback address");
      }
    } catch (UnknownHostException e) {
      throw wrong(field, "must name a host");
    }
  }

  private static BadRequestException wrong(String field, String message) {
    return BadRequestException.field(field, message);
  }
}
