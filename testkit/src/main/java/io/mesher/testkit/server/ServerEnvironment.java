package io.mesher.testkit.server;

import io.mesher.contracts.topic.TopicSetup;
import io.mesher.schema.Migrations;
import java.util.Map;

/** Where servers are, in the words of the services' environment. */
record ServerEnvironment(
    String databaseHost,
    int databasePort,
    String databaseName,
    String databaseUser,
    String databasePassword,
    String bootstrapServers,
    String redisUrl) {

  /** Migrates and creates topics, as the job does in production. */
  ServerEnvironment prepared() {
    Migrations.migrate(
        "jdbc:postgresql://%s:%d/%s".formatted(databaseHost, databasePort, databaseName),
        databaseUser,
        databasePassword);
    TopicSetup.SINGLE_BROKER.prepare(Map.of("bootstrap.servers", bootstrapServers));
    return this;
  }

  Map<String, String> asMap() {
    return Map.of(
        "MESHER_DATABASE_HOST", databaseHost,
        "MESHER_DATABASE_PORT", Integer.toString(databasePort),
        "MESHER_DATABASE_NAME", databaseName,
        "MESHER_DATABASE_USER", databaseUser,
        "MESHER_DATABASE_PASSWORD", databasePassword,
        "MESHER_DATABASE_READER_ROLE", "mesher_reader",
        "MESHER_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers,
        "MESHER_REDIS_URL", redisUrl,
        "MESHER_PUBLIC_URL", "http://localhost:8080",
        "MESHER_SECRET", "dGVzdHMgb25seTogbm90IGEgc2VjcmV0IGF0IGFsbCE=");
  }
}
