package io.mesher.schema;

import io.mesher.contracts.topic.TopicSetup;
import java.util.Map;

/**
 * The job's program: migrates the database and creates missing topics, then ends. Reads {@code
 * MESHER_DATABASE_HOST}, {@code _PORT} (5432), {@code _NAME} (mesher), {@code _USER} (mesher),
 * {@code _PASSWORD}, {@code MESHER_KAFKA_BOOTSTRAP_SERVERS}, {@code MESHER_TOPIC_PARTITIONS} (12),
 * {@code MESHER_TOPIC_REPLICATION} (1) and {@code MESHER_TOPIC_MIN_INSYNC_REPLICAS} (1).
 */
public final class Prepare {
  private final Map<String, String> environment;

  private Prepare(Map<String, String> environment) {
    this.environment = environment;
  }

  public static void main(String[] args) {
    new Prepare(System.getenv()).run();
  }

  private void run() {
    var url =
        "jdbc:postgresql://%s:%s/%s"
            .formatted(
                required("MESHER_DATABASE_HOST"),
                optional("MESHER_DATABASE_PORT", "5432"),
                optional("MESHER_DATABASE_NAME", "mesher"));
    int migrations =
        Migrations.migrate(
            url, optional("MESHER_DATABASE_USER", "mesher"), required("MESHER_DATABASE_PASSWORD"));
    System.out.println("Migrations that ran: " + migrations);

    var topics =
        new TopicSetup(
                number("MESHER_TOPIC_PARTITIONS", "12"),
                (short) number("MESHER_TOPIC_REPLICATION", "1"),
                number("MESHER_TOPIC_MIN_INSYNC_REPLICAS", "1"),
                count("MESHER_TOPIC_MAX_BYTES", Long.toString(TopicSetup.MAX_TOPIC_BYTES)))
            .prepare(Map.of("bootstrap.servers", required("MESHER_KAFKA_BOOTSTRAP_SERVERS")));
    System.out.println("Topics created: " + (topics.isEmpty() ? "none" : topics));
  }

  private String required(String name) {
    var value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + " is not set");
    }
    return value;
  }

  private String optional(String name, String otherwise) {
    return environment.getOrDefault(name, otherwise);
  }

  private int number(String name, String otherwise) {
    return Math.toIntExact(count(name, otherwise));
  }

  private long count(String name, String otherwise) {
    var value = optional(name, otherwise);
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " is no number: " + value, e);
    }
  }
}
