package io.mesher.processor.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mesher.contracts.event.AcceptedEvent;
import io.mesher.contracts.event.EventSource;
import io.mesher.processor.processing.EventProcessor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Freezes version 1: the hashes of every event of the corpus. A difference means that issues of
 * running installations would split: make a new version instead of a new golden file. The file of
 * this run is left in {@code target/}.
 */
class GoldenGroupingTest {
  private static final AcceptedEvent ACCEPTED =
      new AcceptedEvent(
          UUID.randomUUID(), UUID.randomUUID(), Instant.now(), EventSource.ENVELOPE, null, null);

  private final EventProcessor processor =
      new EventProcessor(new Grouper(java.util.List.of(new AlgorithmV1())));

  @Test
  void versionOneAnswersAsItAlwaysDid() throws IOException {
    var lines = new ArrayList<String>();
    for (var pair : CorpusPair.all()) {
      lines.add(pair.id() + "/a " + hashes(pair.a()));
      lines.add(pair.id() + "/b " + hashes(pair.b()));
    }
    Files.write(Path.of("target", "grouping-v1.txt"), lines);

    assertThat(lines).isEqualTo(golden());
  }

  private static java.util.List<String> golden() throws IOException {
    try (var in = GoldenGroupingTest.class.getResourceAsStream("/golden/grouping-v1.txt")) {
      assertThat(in).as("golden file").isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private String hashes(ObjectNode event) {
    var grouped = processor.process(ACCEPTED, event.toString().getBytes(StandardCharsets.UTF_8));
    assertThat(grouped.groupingVersion()).isEqualTo(1);
    return String.join(" ", grouped.hashes());
  }
}
