package io.mesher.e2e.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.e2e.system.LiveStream;
import io.mesher.e2e.system.MesherSystem;
import io.mesher.e2e.system.Project;
import io.mesher.e2e.system.Shared;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Live streams and who may watch them, from the API's word to the socket. */
@ExtendWith(Shared.class)
class StreamE2E {
  private static final Duration CUT_OFF_WITHIN = Duration.ofSeconds(10);

  private final MesherSystem mesher;
  private final Project project;

  StreamE2E(MesherSystem mesher) {
    this.mesher = mesher;
    this.project = mesher.api().project();
  }

  @Test
  void whoseTokenIsRevokedIsCutOffWithinTenSecondsAndOthersStay() {
    var token =
        mesher.api().post("/tokens", Map.of("label", "to be revoked", "scope", "read")).ok();
    try (var watching = project.streamAs(token.path("token").asText());
        var staying = project.stream()) {

      mesher.api().post("/tokens/" + token.path("id").asText() + "/revoke", Map.of()).ok();

      await().atMost(CUT_OFF_WITHIN).until(() -> !watching.isOpen());
      assertHears(staying);
    }
  }

  @Test
  void aTicketOfTheApiOpensAStream() {
    var ticket =
        mesher
            .api()
            .post("/stream-tickets", Map.of("project_id", project.id()))
            .ok()
            .path("ticket")
            .asText();

    try (var stream = project.streamBy(ticket)) {
      assertHears(stream);
    }
  }

  private void assertHears(LiveStream stream) {
    var id = project.send(Map.of("message", "for those who watch")).ok().path("id").asText();
    assertThat(stream.awaitEvent(id, Project.PATIENCE)).isNotNull();
  }
}
