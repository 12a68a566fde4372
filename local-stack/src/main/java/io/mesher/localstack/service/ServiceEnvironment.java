package io.mesher.localstack.service;

import io.mesher.localstack.server.EmbeddedPostgresql;
import io.mesher.localstack.settings.Port;
import io.mesher.localstack.settings.StackSettings;
import java.util.HashMap;
import java.util.Map;

/** The environment variables of docs/development.md, as the local stack sets them. */
final class ServiceEnvironment {
  private ServiceEnvironment() {}

  static Map<String, String> of(Service service, StackSettings settings, String secret) {
    var ports = settings.ports();
    var environment = new HashMap<>(ports.asEnvironment());
    environment.put("MESHER_BIND_HOST", bindHost(service, settings));
    environment.put("QUARKUS_MANAGEMENT_HOST", StackSettings.LOOPBACK);
    environment.put("MESHER_KAFKA_BOOTSTRAP_SERVERS", local(ports.of(Port.KAFKA)));
    environment.put("MESHER_DATABASE_HOST", StackSettings.LOOPBACK);
    environment.put("MESHER_DATABASE_PORT", Integer.toString(ports.of(Port.POSTGRES)));
    environment.put("MESHER_DATABASE_NAME", EmbeddedPostgresql.DATABASE);
    environment.put("MESHER_DATABASE_USER", EmbeddedPostgresql.USER);
    environment.put("MESHER_DATABASE_PASSWORD", EmbeddedPostgresql.PASSWORD);
    environment.put("MESHER_DATABASE_READER_ROLE", "mesher_reader");
    environment.put("MESHER_REDIS_URL", "redis://" + local(ports.of(Port.REDIS)));
    environment.put("MESHER_PUBLIC_URL", settings.publicUrl());
    environment.put("MESHER_SECRET", secret);
    // glibc makes arenas by cores and threads, each of which keeps what it once held.
    environment.put("MALLOC_ARENA_MAX", "2");
    return environment;
  }

  /** Only ws-gateway is reached past the edge; its probes stay on loopback like all others. */
  private static String bindHost(Service service, StackSettings settings) {
    return service == Service.WS_GATEWAY ? settings.host() : StackSettings.LOOPBACK;
  }

  private static String local(int port) {
    return StackSettings.LOOPBACK + ":" + port;
  }
}
