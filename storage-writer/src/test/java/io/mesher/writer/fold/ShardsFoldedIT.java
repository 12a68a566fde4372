package io.mesher.writer.fold;

import static io.mesher.writer.EventBuilder.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.testkit.fixture.TestProject;
import io.mesher.testkit.server.TestDatabase;
import io.mesher.writer.store.Writers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Each test lives in a year of its own: a run folds what is over of all projects. */
class ShardsFoldedIT {
  private static final Writers WRITERS = new Writers(1);

  private final TestProject project = TestProject.create();

  @AfterAll
  static void stop() {
    WRITERS.close();
  }

  @Test
  void foldingKeepsEveryTotal() {
    IntStream.range(0, 3)
        .forEach(
            shard ->
                TestDatabase.execute(
                    "INSERT INTO event_rollups_hour VALUES (?, '2003-01-01 10:00+00', 'error', '',"
                        + " ?, 5)",
                    project.id(),
                    shard));
    var job = foldingAt("2003-01-01T14:00:00Z");

    job.run();
    TestDatabase.execute(
        "INSERT INTO event_rollups_hour VALUES (?, '2003-01-01 10:00+00', 'error', '', 7, 5)",
        project.id());
    job.run();

    assertThat(
            TestDatabase.query(
                "SELECT shard, count FROM event_rollups_hour WHERE project_id = ?", project.id()))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("shard", -1).containsEntry("count", 20L));
  }

  @Test
  void aDaysTotalsAreWhatWasFolded() {
    store("2003-12-31T11:00:00Z", "2004-01-01T10:00:00Z", "2004-01-01T11:00:00Z");
    var job = foldingAt("2004-01-02T14:00:00Z");

    job.run();
    store("2004-01-01T23:00:00Z");
    job.run();
    job.run();

    assertThat(sum("issue_rollups_day")).isEqualTo(4);
    assertThat(sum("tag_rollups_day")).isEqualTo(4);
    assertThat(sum("project_tag_rollups")).isZero();
    assertThat(sum("issue_rollups_hour")).isZero();
    assertThat(sum("issue_rollups_folded")).isEqualTo(4);
    assertThat(
            TestDatabase.query(
                "SELECT day::text AS day, count FROM tag_rollups"
                    + " WHERE project_id = ? AND key = 'level'",
                project.id()))
        .as("an issue's tags, of all days together")
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("day", "-infinity"))
        .satisfies(row -> assertThat(row).containsEntry("count", 4L));
  }

  @Test
  void tagsOfADayThatIsNotOverAreCountedOfTheProjectAndOfItsIssues() {
    store("2006-01-01T10:00:00Z", "2006-01-02T10:00:00Z");

    foldingAt("2006-01-02T14:00:00Z").run();

    assertThat(sum("tag_rollups_day")).isEqualTo(1);
    assertThat(sum("project_tag_rollups")).isEqualTo(1);
    assertThat(sum("tag_rollups")).isEqualTo(2);
  }

  /** Which counted tags of issues only, in shards from 0 on, and may run beside this one. */
  @Test
  void tagsThatAnOlderVersionCountedComeIntoTheDaysTotalsOnce() {
    store("2007-01-01T10:00:00Z");
    TestDatabase.execute(
        "INSERT INTO tag_rollups (project_id, issue_id, key, value, day, shard, count)"
            + " VALUES (?, ?, 'level', 'error', '2007-01-01', 3, 5)",
        project.id(),
        UUID.randomUUID());
    var job = foldingAt("2007-01-02T14:00:00Z");

    job.run();
    job.run();

    assertThat(sum("tag_rollups_day")).isEqualTo(6);
    assertThat(sum("tag_rollups")).isEqualTo(6);
    assertThat(
            TestDatabase.query(
                "SELECT 1 FROM tag_rollups WHERE project_id = ? AND shard <> -1", project.id()))
        .isEmpty();
  }

  /** Each was counted between those of others: on pages of its own it would take one for itself. */
  @Test
  void anIssuesTotalsAreWrittenTogether() {
    TestDatabase.execute(
        "INSERT INTO tag_rollups (project_id, issue_id, key, value, day, shard, count)"
            + " SELECT ?, md5('together' || n % 200)::uuid, 'cart', n::text, '2008-01-01', -2, 1"
            + " FROM generate_series(1, 20000) AS n",
        project.id());

    foldingAt("2008-01-02T14:00:00Z").run();

    assertThat(
            TestDatabase.query(
                "SELECT count(DISTINCT (ctid::text::point)[0])::int AS pages, count(*)::int AS totals"
                    + " FROM tag_rollups WHERE issue_id = md5('together1')::uuid"))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("totals", 100))
        .satisfies(row -> assertThat((Integer) row.get("pages")).isLessThan(10));
  }

  private static ShardsFolded foldingAt(String time) {
    return new ShardsFolded(WRITERS.database(), Clock.fixed(Instant.parse(time), ZoneOffset.UTC));
  }

  private void store(String... times) {
    for (var time : times) {
      WRITERS.store(anEvent(project.id()).receivedAt(Instant.parse(time)).build());
    }
  }

  /** Of tags, only levels: every event has one. */
  private long sum(String table) {
    var rows =
        TestDatabase.query(
            "SELECT coalesce(sum(count), 0)::bigint AS n FROM "
                + table
                + " WHERE project_id = ? "
                + (table.contains("tag_rollups") ? "AND key = 'level'" : ""),
            project.id());
    return (Long) Objects.requireNonNull(rows.getFirst().get("n"));
  }
}
