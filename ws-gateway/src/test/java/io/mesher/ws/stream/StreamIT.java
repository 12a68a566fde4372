package io.mesher.ws.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.contracts.topic.Topic;
import io.mesher.testkit.fixture.TestProject;
import io.mesher.testkit.server.MesherServers;
import io.mesher.ws.fixture.Stored;
import io.mesher.ws.fixture.TestSocket;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** The live stream, from a record in Kafka to a message in a client. */
@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class StreamIT extends WatchedProject {
  @Test
  void anEventReachesTheSocketToTheLetter() {
    try (var socket = TestSocket.open(asBearer(viewer.token(), project.id().toString()))) {
      var event = Stored.event(project.id(), "it broke");

      Stored.publish(writer, event);

      var message = socket.awaitEvent("it broke");
      assertThat(message.getString("issue_id")).isEqualTo(event.issueId().toString());
      assertThat(message.getJsonObject("data"))
          .isEqualTo(
              new JsonObject()
                  .put("event_id", event.eventId().toString().replace("-", ""))
                  .put("level", "error")
                  .put("message", "message of it broke")
                  .put("title", "it broke")
                  .put("culprit", "com.example.Shop in pay")
                  .put("environment", "production")
                  .put("release", "shop@1.2.3")
                  .put("timestamp", "2026-02-03T04:05:05.500Z")
                  .put("tags", new JsonObject().put("region", "eu")));
    }
  }

  @Test
  void anEventStaysInItsProjectAndComesOnce() {
    var other = TestProject.create();
    viewer.join(other);
    try (var socket = open();
        var otherSocket = TestSocket.open(asBearer(viewer.token(), other.slug()))) {
      var event = Stored.event(project.id(), "mine");

      Stored.publish(writer, event);
      Stored.publish(writer, event);
      Stored.publish(writer, Stored.event(other.id(), "theirs"));
      Stored.publish(writer, Stored.event(project.id(), "last"));

      socket.awaitEvent("last");
      otherSocket.awaitEvent("theirs");
      assertThat(socket.titles()).containsExactly("mine", "last");
      assertThat(otherSocket.titles()).containsExactly("theirs");
    }
  }

  @Test
  void aFilterHoldsFromItsConfirmationOn() {
    try (var socket = open()) {
      socket.say(
          """
          {"type":"subscribe","filters":{"level":"error","environment":"production"}}""");
      assertThat(socket.awaitType("filters_updated"))
          .isEqualTo(new JsonObject("{\"type\":\"filters_updated\"}"));

      Stored.publish(
          writer, Stored.event(project.id(), "a warning", "warning", "production", Map.of()));
      Stored.publish(writer, Stored.event(project.id(), "elsewhere", "error", "staging", Map.of()));
      Stored.publish(writer, Stored.event(project.id(), "nowhere", "error", null, Map.of()));
      Stored.publish(writer, Stored.event(project.id(), "wanted", "error", "production", Map.of()));

      socket.awaitEvent("wanted");
      assertThat(socket.titles()).containsExactly("wanted");
    }
  }

  @Test
  void aRecordNobodyCanReadIsSkipped() {
    try (var socket = open()) {
      writer.send(
          new ProducerRecord<>(
              Topic.Names.EVENTS_STORED,
              project.id().toString(),
              "not json".getBytes(StandardCharsets.UTF_8)));
      writer.send(
          new ProducerRecord<>(
              Topic.Names.EVENTS_STORED,
              "not a project",
              "not json".getBytes(StandardCharsets.UTF_8)));
      Stored.publish(writer, Stored.event(project.id(), "after the damage"));

      assertThat(socket.awaitEvent("after the damage")).isNotNull();
    }
  }

  @Test
  void aClientThatDoesNotReadLosesItsOldestAndSlowsNobody() {
    try (var frozen = open();
        var reading = open()) {
      frozen.freeze();
      var bulky = Map.of("bulk", "x".repeat(20_000));

      for (int i = 0; i < 600; i++) {
        Stored.publish(
            writer, Stored.event(project.id(), "event " + i, "error", "production", bulky));
      }
      reading.awaitEvent("event 599");
      frozen.thaw();

      frozen.awaitEvent("event 599");
      assertThat(reading.titles()).hasSize(600);
      var lost = frozen.awaitType("dropped").getLong("count");
      assertThat(frozen.titles()).hasSize((int) (600 - lost));
    }
  }
}
