package io.mesher.testkit.server;

import java.util.Map;
import java.util.stream.Stream;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The same servers as containers, where a Docker engine answers. */
final class ContainerTestServers implements TestServers {
  private final PostgreSQLContainer postgresql = new PostgreSQLContainer("postgres:17");
  private final KafkaContainer kafka = new KafkaContainer("apache/kafka:4.1.0");
  private final GenericContainer<?> redis =
      new GenericContainer<>("redis:8").withExposedPorts(6379);
  private final Map<String, String> environment;

  private ContainerTestServers() {
    Startables.deepStart(Stream.of(postgresql, kafka, redis)).join();
    environment =
        new ServerEnvironment(
                postgresql.getHost(),
                postgresql.getMappedPort(5432),
                postgresql.getDatabaseName(),
                postgresql.getUsername(),
                postgresql.getPassword(),
                kafka.getBootstrapServers(),
                "redis://%s:%d".formatted(redis.getHost(), redis.getMappedPort(6379)))
            .prepared()
            .asMap();
  }

  static ContainerTestServers start() {
    return new ContainerTestServers();
  }

  @Override
  public Map<String, String> environment() {
    return environment;
  }

  @Override
  public void close() {
    Stream.of(redis, kafka, postgresql).forEach(GenericContainer::stop);
  }
}
