package io.mesher.admission.credential;

import java.util.List;
import java.util.Locale;

/** Whether a page of an origin may send to a project. */
final class Origins {
  private static final String ANY = "*";

  private Origins() {}

  /**
   * Whether one of the patterns allows it. A pattern is {@code *}, an origin, a host (any scheme
   * and port), or {@code *.host} (any host below it). A page without an origin sends {@code null},
   * which only {@code *} allows.
   */
  static boolean allow(List<String> patterns, String origin) {
    if (patterns.contains(ANY)) {
      return true;
    }
    var lower = origin.toLowerCase(Locale.ROOT);
    var host = host(lower);
    for (var pattern : patterns) {
      var wanted = stripSlash(pattern.toLowerCase(Locale.ROOT));
      if (wanted.contains("://") ? sameOrigin(wanted, lower) : sameHost(wanted, host)) {
        return true;
      }
    }
    return false;
  }

  private static boolean sameOrigin(String wanted, String origin) {
    int below = wanted.indexOf("://*.");
    if (below < 0) {
      return wanted.equals(origin);
    }
    var scheme = wanted.substring(0, below + 3);
    return origin.startsWith(scheme) && origin.endsWith(wanted.substring(below + 4));
  }

  private static boolean sameHost(String wanted, String host) {
    return wanted.startsWith("*.") ? host.endsWith(wanted.substring(1)) : host.equals(wanted);
  }

  private static String host(String origin) {
    int start = origin.indexOf("://");
    var rest = start < 0 ? "" : origin.substring(start + 3);
    int colon = rest.lastIndexOf(':');
    return colon < 0 || rest.endsWith("]") ? rest : rest.substring(0, colon);
  }

  private static String stripSlash(String pattern) {
    return pattern.endsWith("/") ? pattern.substring(0, pattern.length() - 1) : pattern;
  }
}
