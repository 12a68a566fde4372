package io.mesher.localstack.settings;

/** Every port that a local stack listens on, with the variable that moves it. */
public enum Port {
  HTTP("MESHER_HTTP_PORT", 8080, "the edge"),
  WS("MESHER_WS_PORT", 8081, "ws-gateway"),
  INGEST("MESHER_INGEST_PORT", 8082, "ingest-gateway"),
  API("MESHER_API_PORT", 8085, "issues-api"),
  WS_MANAGEMENT("MESHER_WS_MANAGEMENT_PORT", 9081, "ws-gateway's probes"),
  INGEST_MANAGEMENT("MESHER_INGEST_MANAGEMENT_PORT", 9082, "ingest-gateway's probes"),
  PROCESSOR_MANAGEMENT("MESHER_PROCESSOR_MANAGEMENT_PORT", 9083, "event-processor's probes"),
  WRITER_MANAGEMENT("MESHER_WRITER_MANAGEMENT_PORT", 9084, "storage-writer's probes"),
  API_MANAGEMENT("MESHER_API_MANAGEMENT_PORT", 9085, "issues-api's probes"),
  POSTGRES("MESHER_POSTGRES_PORT", 15432, "PostgreSQL"),
  KAFKA("MESHER_KAFKA_PORT", 19092, "Kafka"),
  KAFKA_CONTROLLER("MESHER_KAFKA_CONTROLLER_PORT", 19093, "Kafka's controller"),
  REDIS("MESHER_REDIS_PORT", 16379, "Redis");

  private final String variable;
  private final int usual;
  private final String user;

  Port(String variable, int usual, String user) {
    this.variable = variable;
    this.usual = usual;
    this.user = user;
  }

  /** The environment variable that names another port. */
  public String variable() {
    return variable;
  }

  /** The port when the variable is not set. */
  public int usual() {
    return usual;
  }

  /** Who listens there, in words. */
  public String user() {
    return user;
  }
}
