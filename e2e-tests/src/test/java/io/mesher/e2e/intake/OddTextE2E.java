package io.mesher.e2e.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.e2e.system.Http;
import io.mesher.e2e.system.IngestSocket;
import io.mesher.e2e.system.MesherSystem;
import io.mesher.e2e.system.Project;
import io.mesher.e2e.system.Shared;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Text that PostgreSQL can't hold, or that is no text: the event is kept, the characters are not.
 */
@ExtendWith(Shared.class)
class OddTextE2E {
  /** NUL as JSON writes it, and a byte that is no UTF-8; one char is one byte here. */
  private static final String ODD = "cut\\u0000here\u00e9";

  private static final String KEPT = "cut\ufffdhere\ufffd";

  private final MesherSystem mesher;

  OddTextE2E(MesherSystem mesher) {
    this.mesher = mesher;
  }

  @ParameterizedTest
  @ValueSource(strings = {"single", "bulk", "envelope", "envelope-with-length", "store"})
  void nulAndBrokenUtf8CostNoEvent(String way) {
    var project = mesher.api().project();
    var id = UUID.randomUUID().toString().replace("-", "");
    var event =
        "{\"event_id\":\"%s\",\"message\":\"%s\",\"tags\":{\"odd\":\"%s\"},\"extra\":{\"odd\":\"%s\"}}"
            .formatted(id, ODD, ODD, ODD);
    var sentry = project.origin() + "/api/" + project.number();
    var answer =
        switch (way) {
          case "single" -> post(project, project.origin() + "/api/v1/events", event);
          case "bulk" -> post(project, project.origin() + "/api/v1/events/bulk", "[" + event + "]");
          case "store" -> post(project, sentry + "/store/", event);
          case "envelope" ->
              post(project, sentry + "/envelope/", "{}\n{\"type\":\"event\"}\n" + event);
          default ->
              post(
                  project,
                  sentry + "/envelope/",
                  "{}\n{\"type\":\"event\",\"length\":%d}\n%s\n".formatted(event.length(), event));
        };

    assertThat(answer).isIn(200, 202);
    awaitKept(project, id);
  }

  /** A WebSocket's text is UTF-8 already, or the connection ends. */
  @Test
  void nulOverTheSocketCostsNoEvent() {
    var project = mesher.api().project();
    var odd = "cut\0here\ufffd";
    try (var socket = IngestSocket.open(mesher, project)) {

      var id =
          socket
              .send(Map.of("message", odd, "tags", Map.of("odd", odd), "extra", Map.of("odd", odd)))
              .path("id")
              .asText();

      awaitKept(project, id);
    }
  }

  private static void awaitKept(Project project, String id) {
    var kept = project.awaitEvent(id, Project.PATIENCE);
    assertThat(kept.path("message").asText()).isEqualTo(KEPT);
    assertThat(kept.path("tags").path("odd").asText()).isEqualTo(KEPT);
    assertThat(kept.path("extra").path("odd").asText()).isEqualTo(KEPT);
  }

  private static int post(Project project, String url, String body) {
    return Http.send(
            Http.request(url)
                .header("X-Sentry-Auth", "Sentry sentry_key=" + project.key())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.getBytes(ISO_8859_1))))
        .status();
  }
}
