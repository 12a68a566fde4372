package io.mesher.writer.spike;

import static io.mesher.writer.EventBuilder.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.testkit.fixture.TestProject;
import io.mesher.testkit.server.TestDatabase;
import io.mesher.writer.store.Writers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Each test lives in a year of its own, long ago, so that none sees another's hours. */
class SpikesEscalatedIT {
  private static final Writers WRITERS = new Writers(1);

  private final TestProject project = TestProject.create();

  @AfterAll
  static void stop() {
    WRITERS.close();
  }

  @Test
  void anArchivedIssueThatBecomesLoudIsEscalatedOnce() {
    store(IntStream.range(0, 11).mapToObj(i -> "2013-01-01T10:30:00Z").toArray(String[]::new));
    TestDatabase.execute(
        "UPDATE issues SET status = 'archived' WHERE project_id = ?", project.id());
    var job = new SpikesEscalated(WRITERS.database(), at("2013-01-01T10:35:00Z"));

    job.run();
    job.run();

    assertThat(issues())
        .singleElement()
        .satisfies(
            issue ->
                assertThat(issue)
                    .containsEntry("status", "unresolved")
                    .containsEntry("version", 2L));
    assertThat(
            TestDatabase.query(
                "SELECT * FROM outbox WHERE payload->>'action' = 'escalated' AND"
                    + " payload->>'project_id' = ?",
                project.id().toString()))
        .hasSize(1);
    assertThat(
            TestDatabase.query(
                "SELECT kind, actor_id, a.created_at = '2013-01-01 10:35Z' AS at_once"
                    + " FROM issue_activity a JOIN issues i ON i.id = a.issue_id"
                    + " WHERE i.project_id = ?",
                project.id()))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line)
                    .containsEntry("kind", "escalated")
                    .containsEntry("actor_id", null)
                    .containsEntry("at_once", true));
  }

  @Test
  void anArchivedIssueThatIsAsLoudAsEverStaysArchived() {
    var calm = new String[12];
    Arrays.fill(calm, "2014-01-08T10:30:00Z");
    store(calm);
    TestDatabase.execute(
        """
        INSERT INTO issue_rollups_folded
        SELECT i.id, h, i.project_id, 12 FROM issues i,
          generate_series('2014-01-01 10:00+00'::timestamptz, '2014-01-08 08:00+00', '1 hour') h
        WHERE i.project_id = ?\
        """,
        project.id());
    TestDatabase.execute(
        "UPDATE issues SET status = 'archived' WHERE project_id = ?", project.id());
    var job = new SpikesEscalated(WRITERS.database(), at("2014-01-08T10:35:00Z"));

    job.run();

    assertThat(issues())
        .singleElement()
        .satisfies(issue -> assertThat(issue).containsEntry("status", "archived"));
  }

  private static Clock at(String time) {
    return Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
  }

  private void store(String... times) {
    for (var time : times) {
      WRITERS.store(anEvent(project.id()).receivedAt(Instant.parse(time)).build());
    }
  }

  private List<Map<String, @Nullable Object>> issues() {
    return TestDatabase.query("SELECT * FROM issues WHERE project_id = ?", project.id());
  }
}
