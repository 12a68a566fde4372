package io.mesher.e2e.contract;

import static io.mesher.e2e.contract.Wire.assertError;
import static io.mesher.e2e.contract.Wire.fields;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mesher.e2e.system.IngestSocket;
import io.mesher.e2e.system.LiveStream;
import io.mesher.e2e.system.MesherSystem;
import io.mesher.e2e.system.Project;
import io.mesher.e2e.system.Refusal;
import io.mesher.e2e.system.Shared;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** WebSockets on the one origin, through the edge. */
@ExtendWith(Shared.class)
class SocketContractE2E {
  private static final String ID = "9ec79c33ec9942ab8353589fcb2e04dc";

  private final Project project;

  SocketContractE2E(MesherSystem mesher) {
    this.project = mesher.api().project();
  }

  @Test
  void eachEventHasItsReplyInTheOrderSent() {
    try (var socket = IngestSocket.openAtEdge(project)) {

      var replies =
          socket.sendAll(
              List.of(
                  Map.of("message", "over a socket", "event_id", ID),
                  Map.of("message", ""),
                  Map.of("message", "over a socket", "level", "loud"),
                  "no object",
                  Map.of("message", "over a socket")));

      assertThat(replies.subList(0, 4))
          .extracting(JsonNode::toString)
          .containsExactly(
              "{\"status\":\"accepted\",\"id\":\"" + ID + "\"}",
              "{\"error\":\"missing required field: message\"}",
              "{\"error\":\"invalid level: must be fatal, error, warning, info, or debug\"}",
              "{\"error\":\"invalid json\"}");
      assertThat(fields(replies.getLast())).containsExactly("status", "id");
      var last = replies.getLast().path("id").asText();
      assertThat(last).matches("[0-9a-f]{32}");
      assertThat(project.awaitEvent(last, Project.PATIENCE).path("message").asText())
          .isEqualTo("over a socket");
    }
  }

  @Test
  void withoutAGoodKeyNothingIsUpgraded() {
    var ingest = project.webSocketUrl("/ingest");

    var without = Refusal.of(ingest, Map.of());
    var unknown = Refusal.of(ingest, Map.of("X-Sentry-Auth", "mshr_" + "0".repeat(48)));

    assertError(without, 401, "unauthorized");
    assertError(unknown, 401, "unauthorized");
  }

  @Test
  void withoutAGoodTokenNobodyWatches() {
    for (var path : List.of("/stream/projects/", "/ws/stream/projects/")) {
      var stream = project.webSocketUrl(path + project.number());

      var without = Refusal.of(stream, Map.of());
      var unknown = Refusal.of(stream, Map.of("Authorization", "Bearer nobody"));

      assertError(without, 401, "unauthorized");
      assertError(unknown, 401, "unauthorized");
    }
  }

  @Test
  void whatHappensIsToldUnderBothPaths() {
    var condition = Map.of("condition_type", "new_issue");
    var unused = project.alertRule("new", condition, Map.of("type", "websocket"), 0);
    try (var stream = project.stream();
        var underWs = project.streamUnderWs()) {

      var id =
          project
              .send(
                  Map.of(
                      "message", "told to all",
                      "level", "warning",
                      "environment", "production",
                      "release", "shop@1.2",
                      "tags", Map.of("host", "db-3")))
              .ok()
              .path("id")
              .asText();

      for (var each : List.of(stream, underWs)) {
        assertTold(each, id);
      }
    }
  }

  private void assertTold(LiveStream stream, String id) {
    JsonNode event = stream.await("event", Project.PATIENCE);
    assertThat(fields(event)).contains("type", "issue_id", "data");
    JsonNode data = event.path("data");
    assertThat(fields(data))
        .containsExactlyInAnyOrder(
            "event_id",
            "level",
            "message",
            "title",
            "culprit",
            "environment",
            "release",
            "timestamp",
            "tags");
    assertThat(data.path("event_id").asText()).isEqualTo(id);
    assertThat(data.path("level").asText()).isEqualTo("warning");
    assertThat(data.path("message").asText()).isEqualTo("told to all");
    assertThat(data.path("title").asText()).isEqualTo("told to all");
    assertThat(data.path("culprit").isTextual()).isTrue();
    assertThat(data.path("environment").asText()).isEqualTo("production");
    assertThat(data.path("release").asText()).isEqualTo("shop@1.2");
    assertThat(Instant.parse(data.path("timestamp").asText())).isBefore(Instant.now());
    assertThat(data.path("tags").path("host").asText()).isEqualTo("db-3");

    assertThat(stream.await("issue_count", Project.PATIENCE).toString())
        .isEqualTo(
            "{\"type\":\"issue_count\",\"project_id\":\"%s\",\"count\":1}".formatted(project.id()));

    JsonNode alert = stream.await("alert", Project.PATIENCE);
    assertThat(fields(alert)).contains("type", "alert_id", "rule_name", "condition", "message");
    assertThat(alert.path("rule_name").asText()).isEqualTo("new");
    assertThat(alert.path("condition").toString()).isEqualTo("{\"condition_type\":\"new_issue\"}");
    assertThat(alert.path("message").asText()).isEqualTo("New issue: told to all");
  }

  @Test
  void filtersHoldOnceTheyAreConfirmed() {
    try (var all = project.stream();
        var few = project.stream()) {
      few.say(
          Map.of(
              "type",
              "subscribe",
              "filters",
              Map.of("level", "error", "environment", "production")));
      assertThat(few.await("filters_updated", Project.PATIENCE).toString())
          .isEqualTo("{\"type\":\"filters_updated\"}");

      hear(all, "warning", "production");
      hear(all, "error", "test");
      var wanted = hear(all, "error", "production");

      few.awaitEvent(wanted, Project.PATIENCE);
      assertThat(few.ofType("event"))
          .extracting(event -> event.path("data").path("event_id").asText())
          .containsExactly(wanted);
      assertThat(all.ofType("event")).hasSize(3);
    }
  }

  /** Sends an event and waits until one who watches has heard of it. */
  private String hear(LiveStream stream, String level, String environment) {
    var event = Map.of("message", "told to some", "level", level, "environment", environment);
    var id = project.send(event).ok().path("id").asText();
    var unused = stream.awaitEvent(id, Project.PATIENCE);
    return id;
  }
}
