package io.mesher.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The chart's alert rules, evaluated by Prometheus itself on made-up series. */
@EnabledIf(value = "hasPromtool", disabledReason = "needs promtool (Debian: prometheus)")
class AlertRulesTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Path SCENARIOS = Path.of("src/test/resources/alert-scenarios.yaml");
  private static final Path WORK = Path.of("target", "alert-rules").toAbsolutePath();
  private static final long PATIENCE_SECONDS = 60;

  private static JsonNode rules;

  static boolean hasPromtool() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "promtool")));
  }

  @BeforeAll
  static void render() throws IOException {
    rules = Chart.with("small").ofKind("PrometheusRule").getFirst().path("spec");
    Files.createDirectories(WORK);
    YAML.writeValue(WORK.resolve("alerts.yaml").toFile(), rules);
    Files.writeString(WORK.resolve("scenarios.yaml"), Files.readString(SCENARIOS));
  }

  private static void promtool(String... arguments) throws IOException, InterruptedException {
    var output = WORK.resolve("output.txt");
    var process =
        new ProcessBuilder(Stream.concat(Stream.of("promtool"), Arrays.stream(arguments)).toList())
            .directory(WORK.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(output, StandardCharsets.UTF_8)).isZero();
  }

  @Test
  void prometheusUnderstandsAllRules() throws IOException, InterruptedException {
    promtool("check", "rules", "alerts.yaml");
  }

  @Test
  void rulesFireWhenTheyShouldAndOnlyThen() throws IOException, InterruptedException {
    promtool("test", "rules", "scenarios.yaml");
  }

  @Test
  void everyRuleHasAScenarioInWhichItFires() throws IOException {
    var scenarios = YAML.readTree(SCENARIOS.toFile()).findValuesAsText("labels");
    List<String> alerts = rules.findValuesAsText("alert");

    assertThat(alerts).isNotEmpty();
    assertThat(alerts)
        .allSatisfy(alert -> assertThat(scenarios).contains("{alertname=\"" + alert + "\"}"));
  }
}
