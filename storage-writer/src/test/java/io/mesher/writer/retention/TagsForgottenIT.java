package io.mesher.writer.retention;

import static io.mesher.writer.EventBuilder.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.contracts.event.GroupedEvent;
import io.mesher.testkit.fixture.TestProject;
import io.mesher.testkit.server.TestDatabase;
import io.mesher.writer.store.Writers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TagsForgottenIT {
  private static final Writers WRITERS = new Writers(1);
  private static final Instant THEN = Instant.parse("2017-01-01T10:00:00Z");
  private static final Instant LATER = THEN.plus(Duration.ofDays(20));
  private static final Instant NOW = THEN.plus(Duration.ofDays(31));

  private final TestProject project = TestProject.create();

  @AfterAll
  static void stop() {
    WRITERS.close();
  }

  @Test
  void valuesThatNobodySendsAnyMoreMakeRoomAndKeepTheirCounts() {
    store(IntStream.range(0, 1_000).mapToObj(i -> event(THEN, "pod", "old" + i)).toList());
    store(List.of(event(LATER, "pod", "old7"), event(LATER, "pod", "new")));
    assertThat(counted("pod", "new")).isZero();
    assertThat(counted("pod", "other")).isEqualTo(1);

    forget();
    store(List.of(event(NOW, "pod", "new")));

    assertThat(counted("pod", "new")).isEqualTo(1);
    assertThat(counted("pod", "old7")).isEqualTo(2);
    assertThat(counted("pod", "old8")).isEqualTo(1);
    assertThat(values("pod")).isEqualTo(2);
  }

  @Test
  void keysThatNobodySendsAnyMoreMakeRoom() {
    store(IntStream.range(0, 20).mapToObj(i -> event(THEN, "key" + i, "v")).toList());
    store(List.of(event(LATER, "key7", "v"), event(LATER, "another", "v")));
    assertThat(counted("another", "v")).isZero();

    forget();
    store(List.of(event(NOW, "another", "v"), event(NOW, "key7", "v")));

    assertThat(counted("another", "v")).isEqualTo(1);
    assertThat(counted("key7", "v")).isEqualTo(3);
    assertThat(values("key8")).isZero();
  }

  @Test
  void whereThereIsRoomNothingIsForgotten() {
    store(List.of(event(THEN, "pod", "old")));

    forget();

    assertThat(values("pod")).isEqualTo(1);
  }

  private void forget() {
    new TagsForgotten(WRITERS.database(), new TestRetention(), Clock.fixed(NOW, ZoneOffset.UTC))
        .run();
  }

  private GroupedEvent event(Instant at, String key, String value) {
    return anEvent(project.id()).receivedAt(at).withTags(Map.of(key, value)).build();
  }

  private static void store(List<GroupedEvent> events) {
    WRITERS.store(events.toArray(GroupedEvent[]::new));
  }

  private long counted(String key, String value) {
    return number(
        "SELECT coalesce(sum(count), 0)::bigint AS n FROM tag_rollups WHERE project_id = ? AND key"
            + " = ? AND value = ?",
        project.id(),
        key,
        value);
  }

  private long values(String key) {
    return number(
        "SELECT count(*) AS n FROM tag_values WHERE project_id = ? AND key = ?", project.id(), key);
  }

  private static long number(String sql, Object... parameters) {
    return (Long) Objects.requireNonNull(TestDatabase.query(sql, parameters).getFirst().get("n"));
  }
}
