package io.mesher.ws.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.contracts.event.AcceptedEvent;
import io.mesher.contracts.event.EventSource;
import io.mesher.contracts.topic.Topic;
import io.mesher.testkit.fixture.TestProject;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.mesher.testkit.server.TopicReader;
import io.mesher.ws.fixture.Service;
import io.mesher.ws.fixture.TestSocket;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events over a WebSocket, from a client's message to a record in Kafka and back. */
@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class IngestIT {

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @Inject MeterRegistry metrics;

  private TestProject project;

  @BeforeEach
  void aProject() {
    Service.awaitReady();
    project = TestProject.create();
  }

  @Test
  void anEventIsAcceptedForTheKeysProjectAndHeldByKafka() {
    try (var accepted = TopicReader.fromNow(Topic.Names.EVENTS_ACCEPTED);
        var socket = open()) {
      var id = UUID.randomUUID();
      var json =
          "{\"message\":\"over a socket\",\"event_id\":\"" + id.toString().replace("-", "") + "\"}";

      socket.say(json);

      assertThat(socket.awaitCount(1))
          .containsExactly(
              new JsonObject().put("status", "accepted").put("id", id.toString().replace("-", "")));
      var held =
          accepted
              .await(
                  1,
                  Duration.ofSeconds(10),
                  found -> AcceptedEvent.readFrom(found.headers()).eventId().equals(id))
              .getFirst();
      assertThat(held.value()).asString().isEqualTo(json);
      var headers = AcceptedEvent.readFrom(held.headers());
      assertThat(headers.projectId()).isEqualTo(project.id());
      assertThat(headers.source()).isEqualTo(EventSource.NATIVE);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"level\":\"error\"} | missing required field: message",
        "{\"message\":\"a\",\"level\":\"loud\"} "
            + "| invalid level: must be fatal, error, warning, info, or debug",
        "not json | invalid json",
        "[] | invalid json",
      })
  void whatIsWrongWithAMessageIsSaidAndTheNextIsTaken(String message, String error) {
    try (var socket = open()) {
      socket.say(message);
      socket.say("{\"message\":\"good\"}");

      var replies = socket.awaitCount(2);
      assertThat(replies.getFirst()).isEqualTo(new JsonObject().put("error", error));
      assertThat(replies.getLast().getString("status")).isEqualTo("accepted");
    }
  }

  @Test
  void verdictsComeInTheOrderOfTheMessages() {
    raiseLimit();
    try (var socket = open()) {
      var expected = new ArrayList<String>();
      for (int i = 0; i < 400; i++) {
        var id = UUID.randomUUID().toString().replace("-", "");
        if (i % 3 == 0) {
          socket.say("{\"event_id\":\"" + id + "\"}");
          expected.add("missing required field: message");
        } else {
          socket.say("{\"message\":\"m\",\"event_id\":\"" + id + "\"}");
          expected.add(id);
        }
      }

      assertThat(socket.awaitCount(400))
          .extracting(reply -> reply.getString("id", reply.getString("error")))
          .containsExactlyElementsOf(expected);
    }
  }

  @Test
  void aMessageInFramesIsOneEvent() {
    try (var socket = open()) {
      socket.raw().writeFrame(WebSocketFrame.textFrame("{\"mess", false));
      socket.raw().writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer("age\":"), false));
      socket.raw().writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer("\"m\"}"), true));

      assertThat(socket.awaitCount(1).getFirst().getString("status")).isEqualTo("accepted");
    }
  }

  @Test
  void aMessageOverOneMebibyteIsRefusedAndTheConnectionGoesOn() {
    try (var socket = open()) {
      socket.say(messageOf(1024 * 1024 + 1));
      socket.say(messageOf(1024 * 1024));

      var replies = socket.awaitCount(2);
      assertThat(replies.getFirst()).isEqualTo(new JsonObject().put("error", "payload too large"));
      assertThat(replies.getLast().encode()).contains("accepted");
    }
  }

  @Test
  void aFrameFarOverTheBoundEndsItsConnectionAndNoOther() {
    try (var large = open();
        var other = open()) {
      large.say(messageOf(3 * 1024 * 1024));

      large.awaitClose();
      other.say("{\"message\":\"still here\"}");
      assertThat(other.awaitCount(1).getFirst().getString("status")).isEqualTo("accepted");
    }
  }

  @Test
  void aBinaryMessageEndsTheConnectionAndSaysWhy() {
    try (var socket = open()) {
      socket.raw().writeBinaryMessage(Buffer.buffer("{}"));

      assertThat(socket.awaitClose()).isEqualTo(1003);
    }
  }

  @Test
  void theLimitHoldsMessageByMessage() {
    TestDatabase.execute(
        "UPDATE projects SET rate_limit_events = 3, version = version + 1 WHERE id = ?",
        project.id());
    try (var socket = open()) {
      for (int i = 0; i < 5; i++) {
        socket.say("{\"message\":\"m\"}");
      }

      assertThat(socket.awaitCount(5))
          .extracting(reply -> reply.getString("error", "taken"))
          .containsExactly("taken", "taken", "taken", "rate limited", "rate limited");
    }
  }

  @Test
  void aFloodThatDoesNotReadItsVerdictsIsHeldBackAndHarmsNobody() {
    raiseLimit();
    var bulk = "x".repeat(100_000);
    try (var flood = open();
        var other = open()) {
      flood.freeze();
      for (int i = 0; i < 2_000; i++) {
        flood.say("{\"message\":\"m\",\"level\":\"flood" + i + "\",\"bulk\":\"" + bulk + "\"}");
      }

      other.say("{\"message\":\"a word in between\"}");

      assertThat(other.awaitCount(1).getFirst().getString("status")).isEqualTo("accepted");
      assertThat(metrics.get("mesher.admission.bytes.in.flight").gauge().value())
          .isLessThan(4 * 1024 * 1024);
      flood.thaw();
      assertThat(flood.awaitCount(2_000)).hasSize(2_000);
    }
  }

  private TestSocket open() {
    return TestSocket.open(withKey(project.key()));
  }

  private WebSocketConnectOptions withKey(String key) {
    return TestSocket.to(port, "/ingest").addHeader("Authorization", "Bearer " + key);
  }

  private void raiseLimit() {
    TestDatabase.execute(
        "UPDATE projects SET rate_limit_events = 1000000, version = version + 1 WHERE id = ?",
        project.id());
  }

  private static String messageOf(int size) {
    var start = "{\"message\":\"";
    return start + "x".repeat(size - start.length() - 2) + "\"}";
  }
}
