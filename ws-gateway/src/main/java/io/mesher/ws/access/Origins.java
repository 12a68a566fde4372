package io.mesher.ws.access;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The origins whose pages may use the session cookie. A browser sends the cookie with any page's
 * WebSocket handshake, and always says whose page it is: this check is what keeps foreign pages
 * out.
 */
final class Origins {
  private final Set<String> allowed = new HashSet<>();

  /**
   * @param publicUrl where people reach Mesher
   * @param wsPort this service's own port, where its host is reached directly
   * @param more further origins of the installation
   */
  Origins(URI publicUrl, int wsPort, List<String> more) {
    allowed.add(origin(publicUrl.getScheme(), publicUrl.getHost(), publicUrl.getPort()));
    allowed.add(origin(publicUrl.getScheme(), publicUrl.getHost(), wsPort));
    more.forEach(origin -> allowed.add(origin.strip().toLowerCase(Locale.ROOT)));
  }

  /** Whether the cookie counts. No origin means no browser, so nobody is being used. */
  boolean allows(@Nullable String origin) {
    return origin == null || allowed.contains(origin.toLowerCase(Locale.ROOT));
  }

  /** As browsers write it: without the scheme's own port. */
  private static String origin(String scheme, String host, int port) {
    var lowerScheme = scheme.toLowerCase(Locale.ROOT);
    boolean implied =
        port < 0
            || (lowerScheme.equals("http") && port == 80)
            || (lowerScheme.equals("https") && port == 443);
    var origin = lowerScheme + "://" + host.toLowerCase(Locale.ROOT);
    return implied ? origin : origin + ":" + port;
  }
}
