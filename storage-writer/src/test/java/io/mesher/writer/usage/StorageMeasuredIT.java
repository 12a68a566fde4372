package io.mesher.writer.usage;

import static io.mesher.writer.EventBuilder.anEvent;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.mesher.contracts.event.GroupedEvent;
import io.mesher.testkit.fixture.TestProject;
import io.mesher.testkit.server.TestDatabase;
import io.mesher.writer.partition.Partitions;
import io.mesher.writer.store.Writers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Each test lives in a year of its own, long ago. */
class StorageMeasuredIT {
  private static final Writers WRITERS = new Writers(1);

  private final Random random = new Random(3);
  private final TestProject project = TestProject.create();

  @AfterAll
  static void stop() {
    WRITERS.close();
  }

  @Test
  void storageIsMeasuredPerProject() {
    WRITERS.store(events(project, "2015-01-01T10:00:00Z", 2, 10));
    measuredAt("2015-01-03T00:00:00Z").run();
    WRITERS.store(events(project, "2015-01-01T10:00:02Z", 1, 10));

    measuredAt("2015-01-04T00:00:00Z").run();

    assertThat(number("SELECT event_count FROM project_storage", project)).isEqualTo(3);
    assertThat(number("SELECT bytes FROM project_storage", project)).isPositive();
  }

  @Test
  void ofALargeDayThatIsNotOverASampleIsReadAndAllIsCounted() {
    var talkative = TestProject.create();
    for (int i = 0; i < 40; i++) {
      WRITERS.store(events(project, "2021-01-01T10:00:00Z", 10, 20));
      WRITERS.store(events(talkative, "2021-01-01T10:00:00Z", 5, 2_000));
    }
    var clock = Clock.fixed(Instant.parse("2021-01-01T23:59:59Z"), ZoneOffset.UTC);

    new StorageMeasured(WRITERS.database(), new Partitions(WRITERS.database()), clock, 20).run();

    assertThat(number("SELECT event_count FROM project_storage", project)).isEqualTo(400);
    assertThat(number("SELECT event_count FROM project_storage", talkative)).isEqualTo(200);
    long few = number("SELECT bytes FROM project_storage", project);
    long many = number("SELECT bytes FROM project_storage", talkative);
    assertThat(many).isGreaterThan(few);
    assertThat(few + many).isCloseTo(daysBytes(), offset(2L));
    assertThat(payloads(talkative)).isNotEqualTo(stored(talkative));

    measuredAt("2021-01-02T00:00:01Z").run();

    assertThat(payloads(talkative)).isEqualTo(stored(talkative));
    assertThat(payloads(project)).isEqualTo(stored(project));
  }

  private static StorageMeasured measuredAt(String time) {
    var clock = Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
    return new StorageMeasured(WRITERS.database(), new Partitions(WRITERS.database()), clock);
  }

  private GroupedEvent[] events(TestProject of, String time, int count, int length) {
    return Stream.generate(
            () ->
                anEvent(of.id())
                    .receivedAt(Instant.parse(time))
                    .withMessage(words(length - random.nextInt(length / 2)))
                    .build())
        .limit(count)
        .toArray(GroupedEvent[]::new);
  }

  /** Such that no compression makes a page of many. */
  private String words(int length) {
    return random
        .ints(length, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static long payloads(TestProject of) {
    return number("SELECT payload_bytes FROM storage_days", of);
  }

  private static long stored(TestProject of) {
    return number("SELECT sum(octet_length(payload)) FROM events", of);
  }

  private static long daysBytes() {
    return number("SELECT pg_total_relation_size('events_20210101')");
  }

  private static long number(String select, TestProject of) {
    return number(select + " WHERE project_id = ?", of.id());
  }

  private static long number(String sql, Object... parameters) {
    var row = TestDatabase.query(sql, parameters).getFirst();
    return ((Number) requireNonNull(row.values().iterator().next())).longValue();
  }
}
