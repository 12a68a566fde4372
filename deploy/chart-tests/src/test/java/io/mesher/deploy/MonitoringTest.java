package io.mesher.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Names of metrics in sources, docs/operations/metrics.md, alert rules and the dashboard. */
class MonitoringTest {
  private static final Pattern METER =
      Pattern.compile("(?:builder|counter|timer|gauge)\\(\\s*\"(mesher\\.[a-z.]+)\"");
  private static final Pattern USED =
      Pattern.compile("\\b((?:mesher|kafka|jvm|process|sql)_[a-z_]+)");
  private static final Pattern DOCUMENTED = Pattern.compile("\\| `([a-z_]+)` \\|");

  private static Set<String> documented() {
    return DOCUMENTED
        .matcher(Chart.read("docs/operations/metrics.md"))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Names of meters in the sources, as Prometheus writes them, without unit and kind. */
  private static Set<String> inSources() {
    var names = new TreeSet<String>();
    for (var module :
        Stream.concat(ServiceSources.SERVICES.stream(), Stream.of("admission")).toList()) {
      try (var files = Files.walk(Chart.ROOT.resolve(module).resolve("src/main/java"))) {
        for (var file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          METER
              .matcher(Files.readString(file))
              .results()
              .forEach(found -> names.add(found.group(1).replace('.', '_')));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return names;
  }

  /** Without what Prometheus adds for unit and kind. */
  private static String bare(String name) {
    return name.replaceFirst("_(total|sum|count|max|bucket)$", "")
        .replaceFirst("(?<!last_success|lag|age|ahead)_(seconds|bytes)$", "");
  }

  @Test
  void everyMetricOfTheSourcesIsDocumented() {
    var ours =
        documented().stream()
            .filter(name -> name.startsWith("mesher_"))
            .map(MonitoringTest::bare)
            .collect(Collectors.toCollection(TreeSet::new));

    // The other way round is asked of running services, see MetricsE2E.
    assertThat(ours).containsAll(inSources());
  }

  @Test
  void alertsUseDocumentedMetricsAndNameASectionOfTheRunbook() {
    var rules = Chart.with("small").ofKind("PrometheusRule").getFirst().at("/spec/groups/0/rules");
    var sections =
        Arrays.stream(Chart.read("docs/operations/runbook.md").split("\n"))
            .filter(line -> line.startsWith("## "))
            .map(line -> line.substring(3).toLowerCase(Locale.ROOT).replace(' ', '-'))
            .toList();

    assertThat(rules).isNotEmpty();
    assertThat(rules)
        .allSatisfy(
            rule -> {
              assertDocumented(rule.path("expr").asText());
              assertThat(rule.at("/labels/severity").asText()).isIn("critical", "warning", "info");
              var runbook = rule.at("/annotations/runbook_url").asText();
              assertThat(runbook).startsWith("https://");
              assertThat(sections).contains(runbook.replaceFirst(".*#", ""));
              assertThat(Chart.read("docs/operations/runbook.md"))
                  .contains("`" + rule.path("alert").asText() + "`");
            });
  }

  @Test
  void dashboardUsesDocumentedMetrics() throws JsonProcessingException {
    var map = Chart.with("small").ofKind("ConfigMap").getFirst();
    var dashboard = new ObjectMapper().readTree(map.at("/data/mesher.json").asText());
    List<JsonNode> queries =
        StreamSupport.stream(dashboard.path("panels").spliterator(), false)
            .flatMap(panel -> StreamSupport.stream(panel.path("targets").spliterator(), false))
            .toList();

    assertThat(queries).hasSizeGreaterThan(15);
    assertThat(queries).allSatisfy(query -> assertDocumented(query.path("expr").asText()));
  }

  private static void assertDocumented(String expression) {
    var documented =
        documented().stream()
            .map(name -> name.replaceFirst("_total$", ""))
            .collect(Collectors.toSet());
    var used = USED.matcher(expression).results().map(found -> found.group(1)).toList();
    assertThat(used)
        .as(expression)
        .isNotEmpty()
        .allSatisfy(
            name ->
                assertThat(documented)
                    .contains(name.replaceFirst("_(total|sum|count|max|bucket)$", "")));
  }
}
