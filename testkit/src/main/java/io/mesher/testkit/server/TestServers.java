package io.mesher.testkit.server;

import java.util.Map;

/** A set of PostgreSQL (migrated), Kafka (with all topics) and Redis. */
public interface TestServers extends AutoCloseable {
  /** The switch: {@code embedded} (default) or {@code containers}. */
  String SWITCH = "mesher.servers";

  /** The environment variables of the services that lead to these servers. */
  Map<String, String> environment();

  @Override
  void close();

  /** Starts a set of one's own, for tests that break servers; others take {@link SharedServers}. */
  static TestServers start() {
    var mode = System.getProperty(SWITCH, "embedded");
    return switch (mode) {
      case "embedded" -> EmbeddedTestServers.start();
      case "containers" -> ContainerTestServers.start();
      default ->
          throw new IllegalArgumentException(SWITCH + " is embedded or containers, not " + mode);
    };
  }
}
