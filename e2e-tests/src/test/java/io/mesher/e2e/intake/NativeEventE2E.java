package io.mesher.e2e.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.e2e.system.Http;
import io.mesher.e2e.system.MesherSystem;
import io.mesher.e2e.system.Project;
import io.mesher.e2e.system.Shared;
import io.mesher.localstack.settings.Port;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Shared.class)
class NativeEventE2E {
  private final MesherSystem mesher;

  NativeEventE2E(MesherSystem mesher) {
    this.mesher = mesher;
  }

  @Test
  void acknowledgedEventIsSeenThroughApiAndStreamWithinTwoSeconds() {
    sendTheFirst();
    var project = mesher.api().project();
    try (var stream = project.stream()) {
      var answer =
          project.send(
              Map.of(
                  "message", "the disk of db-3 is full",
                  "level", "warning",
                  "environment", "production",
                  "tags", Map.of("host", "db-3"),
                  "user_context", Map.of("id", "42", "email", "ada@example.org")));

      assertThat(answer.status()).isEqualTo(202);
      assertThat(answer.body().path("status").asText()).isEqualTo("accepted");
      var id = answer.body().path("id").asText();
      assertThat(id).matches("[0-9a-f]{32}");

      var live = stream.awaitEvent(id, Project.VISIBLE);
      assertThat(live.path("level").asText()).isEqualTo("warning");
      var stored = project.awaitEvent(id, Project.VISIBLE);
      assertThat(stored.path("message").asText()).isEqualTo("the disk of db-3 is full");
      assertThat(stored.path("tags").path("host").asText()).isEqualTo("db-3");
      assertThat(stored.path("user_context").path("email").asText()).isEqualTo("ada@example.org");
      assertThat(project.issues())
          .singleElement()
          .satisfies(
              issue -> {
                assertThat(issue.path("title").asText()).isEqualTo("the disk of db-3 is full");
                assertThat(issue.path("status").asText()).isEqualTo("unresolved");
                assertThat(issue.path("event_count").asLong()).isEqualTo(1);
              });
    }
  }

  /** A service's first event may take longer: its classes are loaded then. */
  private void sendTheFirst() {
    var project = mesher.api().project();
    var id = project.send(Map.of("message", "the first")).ok().path("id").asText();
    project.awaitEvent(id, Project.PATIENCE);
  }

  @Test
  void likeEventsMakeOneIssueAndAreCounted() {
    var project = mesher.api().project();

    for (int port : List.of(5432, 5433, 5434)) {
      project.send(Map.of("message", "connection to port " + port + " lost")).ok();
    }

    await()
        .atMost(Project.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(project.issues())
                    .singleElement()
                    .satisfies(
                        issue -> assertThat(issue.path("event_count").asLong()).isEqualTo(3)));
  }

  @Test
  void unknownKeyIsRefused() {
    var project = mesher.api().project();
    var request =
        Http.request(project.origin() + "/api/v1/events")
            .header("Authorization", "Bearer mshr_" + "0".repeat(48))
            .POST(Http.json(Map.of("message", "let me in")));

    var answer = Http.send(request);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body().path("error").asText()).isEqualTo("unauthorized");
  }

  @Test
  void missingMessageIsNamed() {
    var answer = mesher.api().project().send(Map.of("level", "error"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("error").asText()).isEqualTo("missing required field: message");
  }

  @Test
  void whatIsNoJsonIsRefused() {
    var project = mesher.api().project();
    var request =
        Http.request(project.origin() + "/api/v1/events")
            .header("Authorization", "Bearer " + project.key())
            .POST(HttpRequest.BodyPublishers.ofString("{\"message\": \"tor"));

    var answer = Http.send(request);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("error").asText()).isEqualTo("invalid json");
  }

  @Test
  void managementPathsEndAtTheEdge() {
    var origin = mesher.settings().publicUrl();

    assertThat(Http.send(Http.request(origin + "/q/metrics").GET()).status()).isEqualTo(404);
    assertThat(Http.send(Http.request(origin + "/q/health/live").GET()).status()).isEqualTo(404);
    var api = "http://127.0.0.1:" + mesher.settings().ports().of(Port.API);
    assertThat(Http.send(Http.request(api + "/q/swagger-ui/").GET()).status()).isEqualTo(404);
    assertThat(Http.send(Http.request(origin + "/healthz").GET()).status()).isEqualTo(200);
  }
}
