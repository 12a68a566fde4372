package io.mesher.writer.job;

import static io.mesher.writer.EventBuilder.anEvent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesher.testkit.fixture.TestProject;
import io.mesher.testkit.server.TestDatabase;
import io.mesher.writer.database.DatabaseException;
import io.mesher.writer.partition.Partitions;
import io.mesher.writer.partition.PartitionsAhead;
import io.mesher.writer.partition.PartitionsExpired;
import io.mesher.writer.retention.EventsExpired;
import io.mesher.writer.retention.TombstonesCleared;
import io.mesher.writer.store.Writers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Each test lives in a year of its own, long ago, so that none expires what another stored. */
class DataLifeIT {
  private static final Writers WRITERS = new Writers(1);

  private final TestProject project = TestProject.create();

  @AfterAll
  static void stop() {
    WRITERS.close();
  }

  @Test
  void daysAreMadeAWeekAheadOnce() {
    var job = new PartitionsAhead(partitions(), at("2009-05-06T23:59:59Z"));

    long made = job.run();
    long again = job.run();

    assertThat(made).isEqualTo(8);
    assertThat(again).isZero();
    assertThat(tables("events_200905%")).hasSize(8).contains("events_20090506", "events_20090513");
  }

  @Test
  void daysPastEveryRetentionGoAsAWholeAndTheRestStays() {
    store("2001-01-01T23:59:59Z");
    store("2001-01-02T00:00:00Z");
    var job =
        new PartitionsExpired(
            partitions(),
            WRITERS.database(),
            at(Instant.parse("2001-01-02T12:00:00Z").plus(Duration.ofDays(90))));

    job.run();

    assertThat(tables("events_2001%")).containsExactly("events_20010102");
    assertThat(issues())
        .singleElement()
        .satisfies(i -> assertThat(i).containsEntry("event_count", 2L));
  }

  /** The oldest year of all: days go from the oldest on, and the first is what is held up. */
  @Test
  void whoReadsAnExpiredDayHoldsUpItsRemovalButNoWriter() throws SQLException {
    store("1999-01-01T10:00:00Z");
    store("1999-01-02T10:00:00Z");
    try (var reader = TestDatabase.connect();
        var statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.executeQuery("SELECT count(*) FROM events").close();

      assertThatThrownBy(() -> partitions().dropBefore(LocalDate.parse("1999-01-02")))
          .isInstanceOf(DatabaseException.class);

      store("1999-01-02T11:00:00Z");
      store("1999-01-03T10:00:00Z");
      assertThat(days(project)).containsExactly("1999-01-02", "1999-01-03");
      reader.rollback();
    }

    int dropped = partitions().dropBefore(LocalDate.parse("1999-01-02"));

    assertThat(dropped).isEqualTo(1);
    assertThat(tables("events_1999%")).containsExactly("events_19990102", "events_19990103");
  }

  @Test
  void aDetachmentThatWasInterruptedIsEnded() {
    store("2000-03-01T10:00:00Z");
    TestDatabase.execute("ALTER TABLE events DETACH PARTITION events_20000301");

    partitions().dropBefore(LocalDate.parse("2000-06-01"));

    assertThat(tables("events_2000%")).isEmpty();
  }

  @Test
  void aProjectThatKeepsEventsForLessLosesItsOwnOnly() {
    TestDatabase.execute("UPDATE projects SET retention_days = 3 WHERE id = ?", project.id());
    var other = TestProject.create();
    store("2010-01-01T10:00:00Z");
    store("2010-01-04T10:00:00Z");
    WRITERS.store(anEvent(other.id()).receivedAt(Instant.parse("2010-01-01T10:00:00Z")).build());
    var job = new EventsExpired(WRITERS.database(), partitions(), at("2010-01-05T00:00:01Z"));

    job.run();

    assertThat(days(project)).containsExactly("2010-01-04");
    assertThat(days(other)).containsExactly("2010-01-01");
  }

  @Test
  void eventsOfAProjectThatIsGoneAreRemoved() {
    store("2011-01-01T10:00:00Z");
    TestDatabase.execute("DELETE FROM projects WHERE id = ?", project.id());
    var job = new EventsExpired(WRITERS.database(), partitions(), at("2011-01-01T11:00:00Z"));

    job.run();

    assertThat(days(project)).isEmpty();
  }

  @Test
  void aDeletedIssueTakesItsEventsAndTotalsButNotTheProjects() {
    store("2012-01-01T10:00:00Z");
    TestDatabase.execute(
        "INSERT INTO issue_rollups_folded SELECT issue_id, bucket - interval '1 hour', project_id, 1"
            + " FROM issue_rollups_hour WHERE project_id = ?",
        project.id());
    TestDatabase.execute("UPDATE issues SET deleted_at = now() WHERE project_id = ?", project.id());

    new TombstonesCleared(WRITERS.database(), partitions()).run();

    assertThat(issues()).isEmpty();
    assertThat(days(project)).isEmpty();
    assertThat(sum("tag_rollups")).isZero();
    assertThat(sum("issue_rollups_hour")).isZero();
    assertThat(sum("issue_rollups_folded")).isZero();
    assertThat(sum("event_rollups_hour")).isEqualTo(1);
    assertThat(sum("project_tag_rollups")).isEqualTo(1);
  }

  @Test
  void ofManyReplicasOneRunsADueJobOnceAPeriod() {
    var runs = new AtomicInteger();
    var job = new CountingJob("test-" + project.slug(), runs);
    var now = Instant.parse("2016-01-01T00:00:00Z");
    var one = runner(now);
    var two = runner(now.plusSeconds(30));
    var later = runner(now.plusSeconds(60));

    one.runIfDue(job);
    two.runIfDue(job);
    later.runIfDue(job);

    assertThat(runs).hasValue(2);
  }

  private JobRunner runner(Instant now) {
    return new JobRunner(WRITERS.database(), List.of(), at(now), new SimpleMeterRegistry());
  }

  private record CountingJob(String name, AtomicInteger runs) implements Job {
    @Override
    public Duration every() {
      return Duration.ofMinutes(1);
    }

    @Override
    public long run() {
      return runs.incrementAndGet();
    }
  }

  private static Partitions partitions() {
    return new Partitions(WRITERS.database());
  }

  private static Clock at(String time) {
    return at(Instant.parse(time));
  }

  private static Clock at(Instant time) {
    return Clock.fixed(time, ZoneOffset.UTC);
  }

  private void store(String... times) {
    for (var time : times) {
      WRITERS.store(anEvent(project.id()).receivedAt(Instant.parse(time)).build());
    }
  }

  private List<Map<String, @Nullable Object>> issues() {
    return TestDatabase.query("SELECT * FROM issues WHERE project_id = ?", project.id());
  }

  private static List<String> days(TestProject project) {
    return TestDatabase.query(
            "SELECT DISTINCT (received_at AT TIME ZONE 'UTC')::date::text AS day FROM events WHERE"
                + " project_id = ? ORDER BY 1",
            project.id())
        .stream()
        .map(row -> String.valueOf(row.get("day")))
        .toList();
  }

  private long sum(String table) {
    return TestDatabase.query(
            "SELECT coalesce(sum(count), 0)::bigint AS n FROM "
                + table
                + " WHERE project_id = ? "
                + (table.contains("tag_rollups") ? "AND key = 'level'" : ""),
            project.id())
        .stream()
        .mapToLong(row -> (Long) Objects.requireNonNull(row.get("n")))
        .sum();
  }

  private static List<String> tables(String pattern) {
    return TestDatabase.query(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE ? ORDER BY 1",
            pattern)
        .stream()
        .map(row -> String.valueOf(row.get("relname")))
        .toList();
  }
}
