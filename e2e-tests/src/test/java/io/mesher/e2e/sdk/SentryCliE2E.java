package io.mesher.e2e.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.e2e.system.MesherSystem;
import io.mesher.e2e.system.Project;
import io.mesher.e2e.system.Shared;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code sentry-cli send-event}. */
@ExtendWith({Shared.class, NeedsNode.class})
class SentryCliE2E {
  private final MesherSystem mesher;

  SentryCliE2E(MesherSystem mesher) {
    this.mesher = mesher;
  }

  private static Tool.Result sendEvent(Project project, String message) {
    return Tool.run(
        SdkPrograms.DIRECTORY,
        Map.of("SENTRY_DSN", project.dsn()),
        List.of(
            "node_modules/.bin/sentry-cli",
            "send-event",
            "--no-environ",
            "--message",
            message,
            "--level",
            "warning",
            "--release",
            "shop@1.0.0",
            "--env",
            "e2e",
            "--tag",
            "region:eu-west",
            "--user",
            "id:ada"));
  }

  @Test
  void messageArrivesWithAllThatSurroundsIt() {
    var project = mesher.api().project();

    var sent = sendEvent(project, "the nightly backup failed");

    assertThat(sent.code()).as(sent.output()).isZero();
    var issue = project.awaitIssues(1, Project.PATIENCE).getFirst();
    assertThat(issue.path("title").asText()).isEqualTo("the nightly backup failed");
    var event = project.latestEvent(issue);
    assertThat(event.path("level").asText()).isEqualTo("warning");
    assertThat(event.path("release").asText()).isEqualTo("shop@1.0.0");
    assertThat(event.path("environment").asText()).isEqualTo("e2e");
    assertThat(event.path("tags").path("region").asText()).isEqualTo("eu-west");
    assertThat(event.path("user_context").path("id").asText()).isEqualTo("ada");
  }

  @Test
  void refusalIsTold() {
    var project = mesher.api().project().exhausted();

    var refused = sendEvent(project, "is refused");

    assertThat(refused.output()).contains("429");
  }
}
