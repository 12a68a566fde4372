package io.mesher.api.dashboard;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.mesher.api.support.AnIssue;
import io.mesher.api.support.Person;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class TopIssuesIT {
  private final OffsetDateTime thisHour =
      OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.HOURS);

  @Test
  void theIssuesThatHappenedMostLatelyAreOnTop() {
    var person = Person.register();
    var project = person.makeProject();
    var quiet = AnIssue.in(project).withEvents(1000).insert();
    var loud = AnIssue.in(project).withEvents(60).insert();
    happened(project, quiet, thisHour.minusDays(3), 990);
    happened(project, quiet, thisHour, 10);
    happened(project, loud, thisHour, 60);

    person
        .call()
        .queryParam("limit", 2)
        .get("/api/v1/projects/" + project + "/dashboard/top-issues")
        .then()
        .statusCode(200)
        .body("id", contains(loud, quiet))
        .body("event_count", contains(60, 1000))
        .body("[0].status", equalTo("unresolved"));
  }

  @Test
  void foldedDaysFreshHoursAndTheRangesEndsCountOnceEach() {
    var person = Person.register();
    var project = person.makeProject();
    var folded = AnIssue.in(project).insert();
    var fresh = AnIssue.in(project).insert();
    var atTheEnds = AnIssue.in(project).insert();
    var outside = AnIssue.in(project).insert();
    var day = OffsetDateTime.parse("2026-03-02T10:00:00Z");
    folded(project, folded, day, 10);
    TestDatabase.execute(
        "INSERT INTO issue_rollups_day (issue_id, day, project_id, count)"
            + " VALUES (?, '2026-03-02', ?, 10)",
        UUID.fromString(folded),
        UUID.fromString(project));
    happened(project, fresh, day, 15);
    folded(project, atTheEnds, day.minusDays(1), 6);
    happened(project, atTheEnds, day.plusDays(1), 6);
    happened(project, outside, day.minusDays(1).minusHours(1), 100);
    happened(project, outside, day.plusDays(1).plusHours(1), 100);

    person
        .call()
        .queryParam("from", "2026-03-01T10:00:00Z")
        .queryParam("to", "2026-03-03T11:00:00Z")
        .get("/api/v1/projects/" + project + "/dashboard/top-issues")
        .then()
        .statusCode(200)
        .body("id", contains(fresh, atTheEnds, folded));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 60, TopIssues.THEN * 10 + 1})
  void aSmallIssueThatWasBusyIsFoundBesideManyLargeOnes(int large) {
    var person = Person.register();
    var project = person.makeProject();
    TestDatabase.execute(
        "INSERT INTO issues (project_id, fingerprint, title, level, first_seen, last_seen,"
            + " grouping_version, event_count)"
            + " SELECT ?, n::text, 't', 'error', now(), now(), 1, 1000"
            + " FROM generate_series(1, ?) AS n",
        UUID.fromString(project),
        large);
    var busy = AnIssue.in(project).insert();
    happened(project, busy, OffsetDateTime.parse("2026-03-02T10:00:00Z"), 7);

    person
        .call()
        .queryParam("from", "2026-03-01T00:00:00Z")
        .queryParam("to", "2026-03-04T00:00:00Z")
        .get("/api/v1/projects/" + project + "/dashboard/top-issues")
        .then()
        .statusCode(200)
        .body("id", contains(busy));
  }

  @Test
  void deletedIssuesAreNotInTheWayHoweverMany() {
    var person = Person.register();
    var project = person.makeProject();
    for (int i = 0; i <= TopIssues.DELETED + 1; i++) {
      happened(project, UUID.randomUUID().toString(), thisHour, 100);
    }
    var first = AnIssue.in(project).insert();
    var second = AnIssue.in(project).insert();
    happened(project, first, thisHour, 8);
    happened(project, second, thisHour, 7);

    person
        .call()
        .queryParam("limit", 2)
        .get("/api/v1/projects/" + project + "/dashboard/top-issues")
        .then()
        .statusCode(200)
        .body("id", contains(first, second));
  }

  private static void happened(String project, String issue, OffsetDateTime bucket, long count) {
    TestDatabase.execute(
        "INSERT INTO issue_rollups_hour (issue_id, bucket, shard, project_id, count)"
            + " VALUES (?, ?, 0, ?, ?)",
        UUID.fromString(issue),
        bucket,
        UUID.fromString(project),
        count);
  }

  private static void folded(String project, String issue, OffsetDateTime bucket, long count) {
    TestDatabase.execute(
        "INSERT INTO issue_rollups_folded (issue_id, bucket, project_id, count)"
            + " VALUES (?, ?, ?, ?)",
        UUID.fromString(issue),
        bucket,
        UUID.fromString(project),
        count);
  }
}
