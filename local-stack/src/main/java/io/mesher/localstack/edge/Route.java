package io.mesher.localstack.edge;

import io.mesher.localstack.settings.Port;

/** Who answers a path. */
sealed interface Route {

  /** The service that listens on a port. */
  record To(Port port) implements Route {}

  /** Nobody: what is behind the management ports stays there. */
  record Nowhere() implements Route {}

  /** The way of a request with a path such as {@code /api/v1/orgs}. Prefixes end at a slash. */
  static Route of(String path) {
    if (path.equals("/api/v1/events") || path.equals("/api/v1/events/bulk")) {
      return new To(Port.INGEST);
    }
    if (isUnder(path, "/api/v1")) {
      return new To(Port.API);
    }
    if (isUnder(path, "/api")) {
      return new To(Port.INGEST);
    }
    if (isUnder(path, "/ingest") || isUnder(path, "/stream") || isUnder(path, "/ws")) {
      return new To(Port.WS);
    }
    if (isUnder(path, "/q") && !path.equals("/q/openapi")) {
      return new Nowhere();
    }
    return new To(Port.API);
  }

  private static boolean isUnder(String path, String prefix) {
    return path.startsWith(prefix)
        && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
  }
}
