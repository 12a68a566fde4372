package io.mesher.testkit.server;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * One set of servers for a JVM, started by whoever asks first and stopped when the JVM ends. Known
 * by system properties and not by a static field, as Quarkus loads test classes in several class
 * loaders.
 */
public final class SharedServers {
  private static final String PREFIX = "mesher.testkit.env.";

  /** A lock that is one object whichever class loader asks: string literals are interned. */
  private static final Object LOCK = "io.mesher.testkit.server.SharedServers";

  private SharedServers() {}

  /**
   * The environment variables that lead to the servers, with a migrated database and all topics.
   */
  public static Map<String, String> environment() {
    Properties system = System.getProperties();
    synchronized (LOCK) {
      var known = known(system);
      if (known.isEmpty()) {
        known = start();
        known.forEach((name, value) -> system.setProperty(PREFIX + name, value));
      }
      return known;
    }
  }

  private static Map<String, String> start() {
    var servers = TestServers.start();
    Runtime.getRuntime().addShutdownHook(new Thread(servers::close, "test-servers-stop"));
    return servers.environment();
  }

  private static Map<String, String> known(Properties system) {
    var known = new HashMap<String, String>();
    for (var name : system.stringPropertyNames()) {
      if (name.startsWith(PREFIX)) {
        known.put(name.substring(PREFIX.length()), system.getProperty(name));
      }
    }
    return known;
  }
}
