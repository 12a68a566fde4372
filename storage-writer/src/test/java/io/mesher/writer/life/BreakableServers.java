package io.mesher.writer.life;

import io.mesher.contracts.codec.RecordCodec;
import io.mesher.contracts.event.GroupedEvent;
import io.mesher.contracts.topic.Topic;
import io.mesher.contracts.topic.TopicSetup;
import io.mesher.localstack.server.EmbeddedKafka;
import io.mesher.localstack.server.EmbeddedPostgresql;
import io.mesher.schema.Migrations;
import io.mesher.testkit.server.EmbeddedTestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL and a Kafka that no other test's writer uses, so that they may be broken. Started
 * once for all tests of this JVM; whoever stops one starts it again.
 */
public final class BreakableServers {
  private static @Nullable BreakableServers ofThisRun;

  private final Path data;
  private final int databasePort = EmbeddedTestServers.freePort();
  private final EmbeddedKafka kafka;
  private EmbeddedPostgresql postgresql;

  private BreakableServers() {
    try {
      data =
          Files.createTempDirectory(
              Files.createDirectories(Path.of("target", "servers")).toAbsolutePath(), "life");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var starting =
        CompletableFuture.supplyAsync(
            () ->
                EmbeddedKafka.start(
                    data.resolve("kafka"),
                    EmbeddedTestServers.freePort(),
                    EmbeddedTestServers.freePort()),
            Thread::startVirtualThread);
    postgresql = EmbeddedPostgresql.start(data.resolve("postgresql"), databasePort);
    Migrations.migrate(url(), EmbeddedPostgresql.USER, EmbeddedPostgresql.PASSWORD);
    kafka = starting.join();
    TopicSetup.SINGLE_BROKER.prepare(kafka());
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "breakable-servers-stop"));
  }

  public static synchronized BreakableServers ofThisRun() {
    if (ofThisRun == null) {
      ofThisRun = new BreakableServers();
    }
    return ofThisRun;
  }

  private void close() {
    postgresql.close();
    kafka.close();
  }

  void stopPostgresql() {
    postgresql.close();
  }

  void startPostgresql() {
    postgresql = EmbeddedPostgresql.start(data.resolve("postgresql"), databasePort);
  }

  /** What a service is started with. */
  public Map<String, String> environment() {
    return new HashMap<>(
        Map.of(
            "MESHER_DATABASE_HOST",
            "127.0.0.1",
            "MESHER_DATABASE_PORT",
            Integer.toString(databasePort),
            "MESHER_DATABASE_NAME",
            EmbeddedPostgresql.DATABASE,
            "MESHER_DATABASE_USER",
            EmbeddedPostgresql.USER,
            "MESHER_DATABASE_PASSWORD",
            EmbeddedPostgresql.PASSWORD,
            "MESHER_KAFKA_BOOTSTRAP_SERVERS",
            kafka.bootstrapServers(),
            "MESHER_SECRET",
            "dGVzdHMgb25seTogbm90IGEgc2VjcmV0IGF0IGFsbCE="));
  }

  public int databasePort() {
    return databasePort;
  }

  /** What a client of Kafka is made with. */
  public Map<String, Object> kafka() {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }

  private String url() {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(databasePort, EmbeddedPostgresql.DATABASE);
  }

  /** A new connection; the caller closes it. */
  public Connection connect() throws SQLException {
    var source = new PGSimpleDataSource();
    source.setURL(url());
    source.setUser(EmbeddedPostgresql.USER);
    source.setPassword(EmbeddedPostgresql.PASSWORD);
    return source.getConnection();
  }

  /** A new project. */
  public UUID project() {
    var org = UUID.randomUUID();
    var project = UUID.randomUUID();
    execute("INSERT INTO organizations (id, name, slug) VALUES (?, 'o', ?)", org, "o-" + org);
    execute(
        "INSERT INTO projects (id, org_id, name, slug) VALUES (?, ?, 'p', 'shop')", project, org);
    return project;
  }

  private void execute(String sql, Object... parameters) {
    try (var connection = connect();
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The number that a query of one row and column answers. */
  public long number(String sql, Object... parameters) {
    try (var connection = connect();
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes events as the event-processor does and returns when they are acknowledged. */
  public void send(List<GroupedEvent> events, @Nullable Integer partition) {
    var settings = new HashMap<>(kafka());
    // As the event-processor does: with more, a fresh partition can stay out of order.
    settings.put("max.in.flight.requests.per.connection", 1);
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      var acks = new ArrayList<Future<?>>();
      for (var event : events) {
        acks.add(
            producer.send(
                new ProducerRecord<>(
                    Topic.Names.EVENTS_GROUPED,
                    partition,
                    event.projectId() + ":" + event.fingerprint(),
                    RecordCodec.groupedEvents().encode(event))));
      }
      for (var ack : acks) {
        ack.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
