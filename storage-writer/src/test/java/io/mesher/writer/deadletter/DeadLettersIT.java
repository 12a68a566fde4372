package io.mesher.writer.deadletter;

import static io.mesher.writer.EventBuilder.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.contracts.codec.RecordCodec;
import io.mesher.contracts.event.DeadEvent;
import io.mesher.contracts.topic.Topic;
import io.mesher.testkit.server.SharedServers;
import io.mesher.testkit.server.TopicReader;
import io.mesher.testkit.server.TopicWriter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadLettersIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final String reason = "test " + UUID.randomUUID();

  @Test
  void aLetterIsListedShownAndReplayedAsItWas() {
    var event = anEvent(UUID.randomUUID()).withMessage("poisoned").build();
    var key = event.projectId() + ":k";
    var id = bury(Topic.Names.EVENTS_GROUPED, key, RecordCodec.groupedEvents().encode(event));
    try (var grouped = TopicReader.fromNow(Topic.Names.EVENTS_GROUPED)) {

      int listed = run("list", "--all");
      int shown = run("show", id);
      int replayed = run("replay", id);

      assertThat(List.of(listed, shown, replayed)).containsOnly(0);
      assertThat(out.toString(StandardCharsets.UTF_8))
          .contains(id, reason, "\"message\":\"poisoned\"", "Sent again: 1");
      var again = grouped.await(1, SOON, record -> key.equals(record.key())).getFirst();
      assertThat(again.value()).isEqualTo(RecordCodec.groupedEvents().encode(event));
      assertThat(again.headers().toArray())
          .extracting(header -> header.key())
          .containsExactly("kept", "replayed");
    }
  }

  @Test
  void whatWasNeverScrubbedIsNotShown() {
    var id =
        bury(
            Topic.Names.EVENTS_ACCEPTED,
            null,
            "{\"password\":\"hunter2\"}".getBytes(StandardCharsets.UTF_8));

    int shown = run("show", id);

    assertThat(shown).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("not shown")
        .doesNotContain("hunter2");
  }

  @Test
  void misuseIsToldFromFailure() {
    assertThat(run("bury")).isEqualTo(2);
    assertThat(run("show", "not-an-id")).isEqualTo(2);
    assertThat(run("show", "0:999999999")).isEqualTo(1);
  }

  private String bury(String topic, @Nullable String key, byte[] value) {
    try (var dead = TopicReader.fromNow(Topic.Names.EVENTS_DEAD);
        var writer = new TopicWriter()) {
      var record = new ProducerRecord<>(Topic.Names.EVENTS_DEAD, key, value);
      record.headers().add("kept", new byte[] {1});
      new DeadEvent(topic, 0, 7, "test", reason, Instant.now()).writeTo(record.headers());
      writer.send(record);
      var letter =
          dead.await(1, SOON, found -> DeadEvent.readFrom(found.headers()).reason().equals(reason))
              .getFirst();
      return letter.partition() + ":" + letter.offset();
    }
  }

  private int run(String... arguments) {
    var print = new PrintStream(out, true, StandardCharsets.UTF_8);
    return new DeadLetters(print, print, SharedServers.environment()).run(List.of(arguments));
  }
}
