package io.mesher.ws.ingest;

import static io.mesher.ws.fixture.TestSocket.refusal;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.contracts.codec.RecordCodec;
import io.mesher.contracts.config.ConfigChanged;
import io.mesher.contracts.topic.Topic;
import io.mesher.testkit.fixture.TestProject;
import io.mesher.testkit.server.Frozen;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.mesher.testkit.server.TopicWriter;
import io.mesher.ws.fixture.Service;
import io.mesher.ws.fixture.TestSocket;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may send events over a WebSocket, and for how long. */
@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class IngestAccessIT {

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @ConfigProperty(name = "quarkus.management.test-port")
  int managementPort;

  private TestProject project;

  @BeforeEach
  void aProject() {
    Service.awaitReady();
    project = TestProject.create();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Sentry-Auth: KEY",
        "X-Sentry-Auth: Sentry sentry_version=7, sentry_key=KEY, sentry_client=test/1",
        "Authorization: Bearer KEY",
        "Authorization: KEY"
      })
  void aKeyIsTakenFromAnyHeaderThatMayHoldIt(String header) {
    int colon = header.indexOf(": ");
    var options =
        TestSocket.to(port, "/ingest")
            .addHeader(
                header.substring(0, colon),
                header.substring(colon + 2).replace("KEY", project.key()));
    try (var socket = TestSocket.open(options)) {
      socket.say("{\"message\":\"hello\"}");

      assertThat(socket.awaitCount(1).getFirst().getString("status")).isEqualTo("accepted");
    }
  }

  @Test
  void aKeyIsTakenFromTheQuery() {
    try (var socket = TestSocket.open(TestSocket.to(port, "/ingest?sentry_key=" + project.key()))) {
      socket.say("{\"message\":\"hello\"}");

      assertThat(socket.awaitCount(1).getFirst().getString("status")).isEqualTo("accepted");
    }
  }

  @Test
  void withoutAGoodKeyThereIsNoUpgrade() {
    var revoked = TestProject.create();
    TestDatabase.execute(
        "UPDATE api_keys SET revoked_at = now() WHERE key_value = ?", revoked.key());

    assertThat(refusal(TestSocket.to(port, "/ingest")).getStatus()).isEqualTo(401);
    assertThat(refusal(withKey("mshr_" + "0".repeat(48))).getStatus()).isEqualTo(401);
    var refused = refusal(withKey(revoked.key()));
    assertThat(refused.getStatus()).isEqualTo(401);
    assertThat(refused.getBody().toJsonObject().getString("error")).isEqualTo("unauthorized");
  }

  @Test
  void aRevokedKeyEndsItsOpenConnections() {
    try (var changes = new TopicWriter();
        var socket = open()) {
      socket.say("{\"message\":\"before\"}");
      assertThat(socket.awaitCount(1).getFirst().getString("status")).isEqualTo("accepted");

      var key =
          TestDatabase.query(
                  "UPDATE api_keys SET revoked_at = now(), version = version + 1"
                      + " WHERE key_value = ? RETURNING id, version",
                  project.key())
              .getFirst();
      var change =
          new ConfigChanged(
              ConfigChanged.Kind.API_KEY,
              (UUID) requireNonNull(key.get("id")),
              (Long) requireNonNull(key.get("version")),
              project.key(),
              project.id(),
              null,
              true);
      changes.send(
          new ProducerRecord<>(
              Topic.Names.CONFIG_CHANGED,
              change.key(),
              RecordCodec.json(ConfigChanged.class).encode(change)));

      Awaitility.await()
          .atMost(Duration.ofSeconds(5))
          .pollInterval(Duration.ofMillis(100))
          .untilAsserted(
              () -> {
                socket.say("{\"message\":\"after\"}");
                assertThat(socket.heard())
                    .last()
                    .isEqualTo(new JsonObject().put("error", "unauthorized"));
              });
      assertThat(socket.awaitClose()).isEqualTo(1008);
    }
  }

  @Test
  void withoutPostgresqlKnownKeysGoOnAndTheServiceSaysThatItIsDegraded() {
    try (var before = open()) {
      before.say("{\"message\":\"known from now on\"}");
      before.awaitCount(1);
      try (var postgresql = Frozen.server("bin/postgres\0");
          var socket = open()) {

        socket.say("{\"message\":\"without a database\"}");

        assertThat(socket.awaitCount(1).getFirst().getString("status")).isEqualTo("accepted");
        var ready = RestAssured.given().port(managementPort).get("/q/health/ready");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.<String>path("checks.find { it.name == 'postgresql' }.data.state"))
            .isEqualTo("degraded");
      }
    }
  }

  private TestSocket open() {
    return TestSocket.open(withKey(project.key()));
  }

  private WebSocketConnectOptions withKey(String key) {
    return TestSocket.to(port, "/ingest").addHeader("Authorization", "Bearer " + key);
  }
}
