package io.mesher.e2e.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.contracts.topic.Topic;
import io.mesher.e2e.system.KafkaWriter;
import io.mesher.e2e.system.MesherSystem;
import io.mesher.e2e.system.Shared;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Shared.class)
class DeadLettersE2E {
  private static final Duration SOON = Duration.ofSeconds(60);

  /** Where the body stops being JSON: what this test's letters are known by. */
  private static final int COLUMN = 4_711;

  private final MesherSystem mesher;
  private final Program program;

  DeadLettersE2E(MesherSystem mesher) {
    this.mesher = mesher;
    this.program = new Program(mesher.settings());
  }

  @Test
  void whatCouldNotBeProcessedIsListedShownAndReplayed() throws Exception {
    writeBroken();
    await().atMost(SOON).until(() -> letters().size() == 1);
    var id = letters().getFirst();

    var shown = program.run("dead-letters", "show", id);
    assertThat(shown.code()).as(shown.output()).isZero();
    assertThat(shown.output())
        .contains(
            "event-processor", Topic.Names.EVENTS_ACCEPTED, "not shown, as it is not scrubbed")
        .doesNotContain("hunter2");

    var replayed = program.run("dead-letters", "replay", id);
    assertThat(replayed.code()).as(replayed.output()).isZero();
    assertThat(replayed.output()).contains("Sent again: 1");
    await().atMost(SOON).until(() -> letters().size() == 2);

    assertThat(program.run("dead-letters").code()).isEqualTo(2);
  }

  private List<String> letters() {
    var listed = program.run("dead-letters", "list", "--all");
    assertThat(listed.code()).as(listed.output()).isZero();
    return listed
        .output()
        .lines()
        .filter(line -> line.endsWith("column " + COLUMN))
        .map(line -> line.substring(0, line.indexOf(' ')))
        .toList();
  }

  private void writeBroken() throws ExecutionException, InterruptedException {
    var before = "{\"password\":\"hunter2\",\"";
    var after = "\":";
    int padding = COLUMN - 1 - before.length() - after.length();
    var body = before + "x".repeat(padding) + after;
    try (var kafka = new KafkaWriter(mesher)) {
      kafka.accept(0, UUID.randomUUID(), UUID.randomUUID(), body.getBytes(StandardCharsets.UTF_8));
    }
  }
}
