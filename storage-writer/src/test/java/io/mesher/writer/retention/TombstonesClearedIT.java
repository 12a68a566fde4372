package io.mesher.writer.retention;

import static io.mesher.writer.EventBuilder.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.testkit.fixture.TestProject;
import io.mesher.testkit.server.TestDatabase;
import io.mesher.writer.partition.Partitions;
import io.mesher.writer.store.Writers;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The tombstones of these tests are older than all others, so that theirs is the first turn. */
class TombstonesClearedIT {
  private static final int ISSUES = 200;
  private static final int ROWS = 2_000;
  private static final Writers WRITERS = new Writers(1);

  private final TestProject project = TestProject.create();
  private final TombstonesCleared job =
      new TombstonesCleared(WRITERS.database(), new Partitions(WRITERS.database()));

  @AfterAll
  static void stop() {
    WRITERS.close();
  }

  @Test
  void aRunTakesTheIssuesThatHaveWaitedLongestAndLeavesTheRestToTheNext() {
    TestDatabase.execute(
        "INSERT INTO issues (project_id, fingerprint, title, level, first_seen, last_seen,"
            + " grouping_version, deleted_at)"
            + " SELECT ?, n::text, 't', 'error', now(), now(), 1,"
            + " '1999-01-01Z'::timestamptz + n * interval '1 second' FROM generate_series(1, ?) AS n",
        project.id(),
        ISSUES + 1);

    long first = job.run();

    assertThat(first).isEqualTo(ISSUES);
    assertThat(issues()).containsExactly(String.valueOf(ISSUES + 1));
    job.run();
    assertThat(issues()).isEmpty();
  }

  @Test
  void whatAnIssueLeftGoesInBoundedSteps() {
    WRITERS.store(anEvent(project.id()).receivedAt(Instant.parse("2018-01-01T10:00:00Z")).build());
    TestDatabase.execute(
        "INSERT INTO issue_users (issue_id, user_hash, seen_on) SELECT i.id, gen_random_uuid(),"
            + " CURRENT_DATE FROM issues i, generate_series(1, ?) WHERE i.project_id = ?",
        ROWS + 1,
        project.id());
    multiplyEvents(ROWS);
    TestDatabase.execute(
        "UPDATE issues SET deleted_at = '1998-01-01Z' WHERE project_id = ?", project.id());

    try (var users = StepsSeen.of("issue_users");
        var events = StepsSeen.of("events_20180101")) {
      job.run();

      assertThat(events.sizes()).containsExactly(ROWS, 1, 0);
      assertThat(users.sizes()).startsWith(ROWS, 1, 0);
    }
    assertThat(issues()).isEmpty();
    assertThat(TestDatabase.query("SELECT 1 FROM events WHERE project_id = ?", project.id()))
        .isEmpty();
  }

  /** As many more of the one that is there. */
  private void multiplyEvents(int more) {
    TestDatabase.execute(
        "INSERT INTO events_20180101 SELECT (jsonb_populate_record(e, jsonb_build_object('id',"
            + " gen_random_uuid()))).* FROM events_20180101 e, generate_series(1, ?)"
            + " WHERE e.project_id = ?",
        more,
        project.id());
  }

  private List<String> issues() {
    return TestDatabase.query("SELECT fingerprint FROM issues WHERE project_id = ?", project.id())
        .stream()
        .map(row -> String.valueOf(row.get("fingerprint")))
        .toList();
  }

  /** How many rows each statement removed from a table, by a trigger. */
  private record StepsSeen(String table) implements AutoCloseable {
    static StepsSeen of(String table) {
      TestDatabase.execute("CREATE TABLE seen_%1$s (n serial, size int)".formatted(table));
      TestDatabase.execute(
          """
          CREATE FUNCTION see_%1$s() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN
            INSERT INTO seen_%1$s (size) SELECT count(*) FROM gone;
            RETURN NULL;
          END $$"""
              .formatted(table));
      TestDatabase.execute(
          """
          CREATE TRIGGER see AFTER DELETE ON %1$s REFERENCING OLD TABLE AS gone
          FOR EACH STATEMENT EXECUTE FUNCTION see_%1$s()"""
              .formatted(table));
      return new StepsSeen(table);
    }

    List<Integer> sizes() {
      return TestDatabase.query("SELECT size FROM seen_%s ORDER BY n".formatted(table)).stream()
          .map(row -> (Integer) Objects.requireNonNull(row.get("size")))
          .toList();
    }

    @Override
    public void close() {
      TestDatabase.execute("DROP TRIGGER see ON " + table);
      TestDatabase.execute("DROP FUNCTION see_%s()".formatted(table));
      TestDatabase.execute("DROP TABLE seen_" + table);
    }
  }
}
