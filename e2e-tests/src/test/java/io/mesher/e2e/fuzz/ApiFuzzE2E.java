package io.mesher.e2e.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mesher.e2e.sdk.SdkPrograms;
import io.mesher.e2e.sdk.Tool;
import io.mesher.e2e.system.MesherSystem;
import io.mesher.e2e.system.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Schemathesis makes thousands of requests out of the published document, the same ones each time:
 * ids that exist, ids that don't, values at and beyond their bounds. With a Mesher of its own, as
 * the many refused sign-ins keep everybody out.
 */
@EnabledIfSystemProperty(named = "soak", matches = ".*", disabledReason = "./mesher test --soak")
class ApiFuzzE2E {
  /** Deleting is left out: nothing would be left to ask for. */
  private static final String CONFIGURATION =
      """
      seed = 42
      headers = { Authorization = "Bearer %1$s" }
      continue-on-failure = true
      request-timeout = 30.0

      [generation]
      deterministic = true
      max-examples = 40
      mode = "all"

      [phases.stateful]
      enabled = false

      [dictionaries]
      projects = { values = ["%2$s", "%3$s"] }
      orgs = { values = ["%4$s"] }
      issues = { values = ["%5$s"] }
      events = { values = ["%6$s"] }

      [parameters]
      "path.project" = { dictionary = "projects", probability = 0.8 }
      "path.org" = { dictionary = "orgs", probability = 0.8 }
      "path.issue" = { dictionary = "issues", probability = 0.8 }
      "path.event" = { dictionary = "events", probability = 0.8 }

      [[operations]]
      include-method = "DELETE"
      enabled = false

      [[operations]]
      include-path-regex = "/issues/.*/delete$"
      enabled = false
      """;

  @Test
  void nothingThatIsAskedIsAnsweredWithAFault() throws IOException {
    var python = SdkPrograms.needPython("fuzz");
    try (var mesher = MesherSystem.startEmpty("fuzz", List.of())) {
      var result = fuzz(mesher, python);

      assertThat(result.code()).as("%s", result.output()).isZero();
    }
  }

  private static Tool.Result fuzz(MesherSystem mesher, String python) throws IOException {
    var configuration = SdkPrograms.DIRECTORY.resolve("schemathesis.toml");
    Files.writeString(configuration, configuration(mesher));
    return Tool.run(
        SdkPrograms.DIRECTORY,
        Map.of("NO_COLOR", "1"),
        List.of(
            python,
            "-m",
            "schemathesis.cli",
            "--config-file",
            configuration.toString(),
            "run",
            mesher.settings().publicUrl() + "/q/openapi?format=json",
            "--checks",
            "not_a_server_error,status_code_conformance,content_type_conformance,"
                + "response_schema_conformance",
            "--warnings",
            "off"));
  }

  private static String configuration(MesherSystem mesher) {
    var project = mesher.api().project();
    var event = project.send(Map.of("message", "for whoever asks", "tags", Map.of("a", "b"))).ok();
    JsonNode stored = project.awaitEvent(event.path("id").asText(), Project.PATIENCE);
    return CONFIGURATION.formatted(
        mesher.account().apiToken(),
        project.id(),
        project.number(),
        mesher.api().get("/projects/" + project.id()).ok().path("org_id").asText(),
        stored.path("issue_id").asText(),
        event.path("id").asText());
  }
}
