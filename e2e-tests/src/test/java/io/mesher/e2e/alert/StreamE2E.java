package io.mesher.e2e.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.e2e.system.LiveStream;
import io.mesher.e2e.system.MesherSystem;
import io.mesher.e2e.system.Project;
import io.mesher.e2e.system.Shared;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Live streams and who may watch them, from the API's word to the socket. */
@ExtendWith(Shared.class)
class StreamE2E {

  private final MesherSystem mesher;
  private final Project project;

  StreamE2E(MesherSystem mesher) {
    this.mesher = mesher;
    this.project = mesher.api().project();
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
