package io.mesher.localstack.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesher.contracts.topic.Topic;
import io.mesher.contracts.topic.TopicSetup;
import io.mesher.schema.Migrations;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersIT {
  private static final ConfigResource ACCEPTED =
      new ConfigResource(ConfigResource.Type.TOPIC, Topic.Names.EVENTS_ACCEPTED);

  @TempDir Path data;

  @Test
  void postgresqlIsDurableAndKeepsItsRowsOverRestarts() throws Exception {
    var first = EmbeddedPostgresql.start(data, freePort());
    Migrations.migrate(first.jdbcUrl("mesher"), "mesher", "mesher");
    try (var connection = DriverManager.getConnection(first.jdbcUrl("mesher"), "mesher", "mesher");
        var statement = connection.createStatement()) {
      statement.execute("INSERT INTO organizations (name, slug) VALUES ('Kept', 'kept')");
      for (var setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
        try (var shown = statement.executeQuery("SHOW " + setting)) {
          shown.next();
          assertThat(shown.getString(1)).as(setting).isEqualTo("on");
        }
      }
    }
    first.close();
    assertThat(first.isAlive()).isFalse();

    var second = EmbeddedPostgresql.start(data, freePort());

    try (second;
        var connection = DriverManager.getConnection(second.jdbcUrl("mesher"), "mesher", "mesher");
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT name FROM organizations WHERE slug = 'kept'")) {
      assertThat(rows.next()).isTrue();
      assertThat(Migrations.migrate(second.jdbcUrl("mesher"), "mesher", "mesher")).isZero();
    }
  }

  @Test
  void whatAKilledParentLeftBehindIsEndedByTheNextStart() throws Exception {
    var left = EmbeddedRedis.start(data, freePort());

    try (var next = EmbeddedRedis.start(data, left.port())) {
      assertThat(left.isAlive()).isFalse();
      assertThat(next.isAlive()).isTrue();
    }
  }

  @Test
  void kafkaKeepsItsTopicsOverRestartsAndTheirOperatorsSettings() throws Exception {
    int port = freePort();
    try (var kafka = EmbeddedKafka.start(data, port, freePort())) {
      var made =
          TopicSetup.SINGLE_BROKER.prepare(Map.of("bootstrap.servers", kafka.bootstrapServers()));
      assertThat(made).hasSize(Topic.values().length);
    }

    try (var kafka = EmbeddedKafka.start(data, port, freePort());
        var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      assertThat(admin.listTopics().names().get(10, TimeUnit.SECONDS))
          .containsAll(Arrays.stream(Topic.values()).map(Topic::topicName).toList());

      var operators = new ConfigEntry("retention.ms", "864000000");
      var ofAnOlderVersion = new ConfigEntry("retention.bytes", "");
      admin
          .incrementalAlterConfigs(
              Map.of(
                  ACCEPTED,
                  List.of(
                      new AlterConfigOp(operators, AlterConfigOp.OpType.SET),
                      new AlterConfigOp(ofAnOlderVersion, AlterConfigOp.OpType.DELETE))))
          .all()
          .get();
      // The controller has it; the broker, which answers, hears of it a moment later.
      Awaitility.await()
          .until(() -> Objects.equals(setting(admin, "retention.ms"), operators.value()));
      assertThat(setting(admin, "retention.bytes")).isEqualTo("-1");

      TopicSetup.SINGLE_BROKER.prepare(Map.of("bootstrap.servers", kafka.bootstrapServers()));

      var bytes = Long.toString(TopicSetup.MAX_TOPIC_BYTES / 12);
      Awaitility.await()
          .untilAsserted(() -> assertThat(setting(admin, "retention.bytes")).isEqualTo(bytes));
      assertThat(setting(admin, "retention.ms")).isEqualTo(operators.value());
      assertThat(setting(admin, "message.timestamp.type")).isEqualTo("LogAppendTime");
    }
  }

  private static String setting(Admin admin, String name) throws Exception {
    var settings = admin.describeConfigs(List.of(ACCEPTED)).all().get(10, TimeUnit.SECONDS);
    return Objects.requireNonNull(settings.get(ACCEPTED)).get(name).value();
  }

  @Test
  void aTakenPortIsOneClearError() throws Exception {
    try (var taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> EmbeddedRedis.start(data, taken.getLocalPort()))
          .isInstanceOf(ServerStartException.class)
          .hasMessageContaining("Redis ended while starting");
    }
  }

  @Test
  void aStoppedServerHasEnded() throws Exception {
    var redis = EmbeddedRedis.start(data, freePort());

    redis.close();

    Awaitility.await().until(() -> !redis.isAlive());
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
