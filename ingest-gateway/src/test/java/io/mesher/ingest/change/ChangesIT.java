package io.mesher.ingest.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.contracts.codec.RecordCodec;
import io.mesher.contracts.config.ConfigChanged;
import io.mesher.contracts.event.AcceptedEvent;
import io.mesher.contracts.topic.Topic;
import io.mesher.ingest.Bodies;
import io.mesher.ingest.Gateway;
import io.mesher.testkit.fixture.TestProject;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.mesher.testkit.server.TopicWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class ChangesIT {
  private static final Duration PROMISED = Duration.ofSeconds(5);

  @BeforeEach
  void ready() {
    new Gateway().close();
  }

  @Test
  void aRevokedKeyIsRefusedWithinFiveSecondsAndForGood() {
    var project = TestProject.create();
    assertThat(send(project)).isEqualTo(202);
    var keyId =
        (UUID)
            TestDatabase.query(
                    "UPDATE api_keys SET revoked_at = now(), version = version + 1"
                        + " WHERE key_value = ? RETURNING id",
                    project.key())
                .getFirst()
                .get("id");

    tell(
        new ConfigChanged(
            ConfigChanged.Kind.API_KEY,
            Objects.requireNonNull(keyId),
            2,
            project.key(),
            project.id(),
            null,
            true));

    await().atMost(PROMISED).until(() -> send(project) == 401);
    await()
        .during(Duration.ofSeconds(6))
        .atMost(Duration.ofSeconds(30))
        .until(() -> send(project) == 401);
  }

  @Test
  void aNewKeyWorksWithinFiveSecondsOfItsMaking() {
    var project = TestProject.create();
    TestDatabase.execute("DELETE FROM api_keys WHERE key_value = ?", project.key());
    assertThat(send(project)).isEqualTo(401);

    TestDatabase.execute(
        "INSERT INTO api_keys (project_id, key_value) VALUES (?, ?)", project.id(), project.key());

    await().atMost(PROMISED).until(() -> send(project) == 202);
  }

  @Test
  void newSettingsHoldWithinFiveSeconds() {
    var project = TestProject.create();
    assertThat(send(project)).isEqualTo(202);
    TestDatabase.execute(
        "UPDATE projects SET rate_limit_events = 1, scrub_ip = true, version = version + 1 WHERE id = ?",
        project.id());

    tell(
        new ConfigChanged(
            ConfigChanged.Kind.PROJECT, project.id(), 2, null, project.id(), null, false));

    await().atMost(PROMISED).until(() -> send(project) == 429);
  }

  @Test
  void aDeletedProjectIsRefused() {
    var project = TestProject.create();
    try (var gateway = new Gateway()) {
      assertThat(send(project)).isEqualTo(202);
      var accepted = AcceptedEvent.readFrom(gateway.published(project, 1).getFirst().headers());
      assertThat(accepted.projectId()).isEqualTo(project.id());
    }
    TestDatabase.execute("DELETE FROM projects WHERE id = ?", project.id());

    tell(
        new ConfigChanged(
            ConfigChanged.Kind.PROJECT, project.id(), 2, null, project.id(), null, true));

    await().atMost(PROMISED).until(() -> send(project) == 401);
  }

  private static void tell(ConfigChanged change) {
    try (var writer = new TopicWriter()) {
      writer.send(
          new ProducerRecord<>(
              Topic.Names.CONFIG_CHANGED,
              change.key(),
              RecordCodec.json(ConfigChanged.class).encode(change)));
    }
  }

  private static int send(TestProject project) {
    return Gateway.as(project).body(Bodies.event()).post("/api/v1/events").statusCode();
  }
}
