package io.mesher.e2e.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.e2e.system.MesherSystem;
import io.mesher.e2e.system.Project;
import io.mesher.e2e.system.Shared;
import io.mesher.localstack.service.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** docs/operations/metrics.md against what the services export. */
@ExtendWith(Shared.class)
class MetricsE2E {
  private static final Path DOCUMENT = Path.of("../docs/operations/metrics.md");
  private static final Pattern ROW = Pattern.compile("\\| `([a-z_]+)` \\| (.*)");
  private static final Duration STORED = Duration.ofSeconds(30);

  private final MesherSystem mesher;

  MetricsE2E(MesherSystem mesher) {
    this.mesher = mesher;
  }

  /** Names that the document promises, without those that appear with the first thing counted. */
  private static List<String> promised() throws IOException {
    var names = new ArrayList<String>();
    for (var line : Files.readAllLines(DOCUMENT)) {
      var row = ROW.matcher(line);
      if (row.matches() && !row.group(2).contains("‡")) {
        names.add(row.group(1));
      }
    }
    return names;
  }

  @Test
  void everyDocumentedMetricIsExported() throws IOException {
    Project project = mesher.api().project();
    var id = project.send(Map.of("message", "is measured")).ok().path("id").asText();
    project.awaitEvent(id, STORED);

    var exported = new StringBuilder();
    for (var service : Service.values()) {
      exported.append(mesher.metrics(service));
    }

    var families =
        Arrays.stream(exported.toString().split("\n"))
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.replaceFirst("[{ ].*", ""))
            .map(name -> name.replaceFirst("_(count|sum|max|bucket)$", ""))
            .distinct()
            .toList();
    assertThat(promised()).hasSizeGreaterThan(15);
    assertThat(families).containsAll(promised());
  }
}
