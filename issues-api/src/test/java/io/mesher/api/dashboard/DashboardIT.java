package io.mesher.api.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.mesher.api.support.AnIssue;
import io.mesher.api.support.Person;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class DashboardIT {
  private final OffsetDateTime thisHour =
      OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.HOURS);

  @Test
  void hoursAreFilledUpAndShardsAddedUp() {
    var person = Person.register();
    var project = person.makeProject();
    count(project, OffsetDateTime.parse("2026-03-01T10:00:00Z"), "error", 0, 3);
    count(project, OffsetDateTime.parse("2026-03-01T10:00:00Z"), "error", 1, 2);
    count(project, OffsetDateTime.parse("2026-03-01T12:00:00Z"), "info", 0, 1);

    person
        .call()
        .queryParam("from", "2026-03-01T10:15:00Z")
        .queryParam("to", "2026-03-01T13:00:00Z")
        .get("/api/v1/projects/" + project + "/dashboard/volume")
        .then()
        .statusCode(200)
        .body(
            "bucket",
            contains("2026-03-01T10:00:00Z", "2026-03-01T11:00:00Z", "2026-03-01T12:00:00Z"))
        .body("count", contains(5, 0, 1));
  }

  @Test
  void daysAreThoseOfUtc() {
    var person = Person.register();
    var project = person.makeProject();
    count(project, OffsetDateTime.parse("2026-03-01T23:00:00Z"), "error", 0, 3);
    count(project, OffsetDateTime.parse("2026-03-02T00:00:00Z"), "error", 0, 4);

    person
        .call()
        .queryParam("bucket", "day")
        .queryParam("from", "2026-03-01T00:00:00Z")
        .queryParam("to", "2026-03-03T00:00:00Z")
        .get("/api/v1/projects/" + project + "/dashboard/volume")
        .then()
        .statusCode(200)
        .body("count", contains(3, 4));
  }

  @Test
  void withoutARangeItIsTheLastDay() {
    var person = Person.register();
    var project = person.makeProject();
    count(project, thisHour, "error", 0, 3);
    count(project, thisHour.minusDays(2), "error", 0, 9);

    List<Integer> counts =
        person.call().get("/api/v1/projects/" + project + "/dashboard/volume").path("count");

    assertThat(counts).hasSizeBetween(24, 25);
    assertThat(counts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(3);
  }

  @Test
  void levelsComeWorstFirst() {
    var person = Person.register();
    var project = person.makeProject();
    count(project, thisHour, "info", 0, 7);
    count(project, thisHour, "fatal", 0, 1);
    count(project, thisHour, "fatal", 1, 1);

    person
        .call()
        .get("/api/v1/projects/" + project + "/dashboard/levels")
        .then()
        .statusCode(200)
        .body("level", contains("fatal", "info"))
        .body("count", contains(2, 7));
  }

  /** Of issues, a shard of 0 or more is of a writer that did not count its project's tags. */
  @Test
  void foldedAndFreshTagsCountOnceEachAndThoseOfAnOlderWriter() {
    var person = Person.register();
    var project = person.makeProject();
    var issue = UUID.fromString(AnIssue.in(project).insert());
    for (int shard : new int[] {-2, -1, 0}) {
      TestDatabase.execute(
          "INSERT INTO tag_rollups (project_id, issue_id, key, value, day, shard, count)"
              + " VALUES (?, ?, 'browser', 'Chrome', CURRENT_DATE, ?, 2)",
          UUID.fromString(project),
          issue,
          shard);
    }
    TestDatabase.execute(
        "INSERT INTO tag_rollups_day (project_id, key, day, value, count)"
            + " VALUES (?, 'browser', CURRENT_DATE, 'Chrome', 2)",
        UUID.fromString(project));
    countTag(project, "Chrome", 0, 2);

    person
        .call()
        .queryParam("key", "browser")
        .get("/api/v1/projects/" + project + "/dashboard/tags")
        .then()
        .statusCode(200)
        .body("count", contains(6));
  }

  @Test
  void aTagsValuesAreAddedUp() {
    var person = Person.register();
    var project = person.makeProject();
    countTag(project, "Firefox", 0, 2);
    countTag(project, "Chrome", 0, 2);
    countTag(project, "Chrome", 5, 2);

    person
        .call()
        .queryParam("key", "browser")
        .get("/api/v1/projects/" + project + "/dashboard/tags")
        .then()
        .statusCode(200)
        .body("value", contains("Chrome", "Firefox"))
        .body("count", contains(4, 2));
  }

  @Test
  void aRangeThatEndsAtMidnightHasNoTagsOfTheDayAfter() {
    var person = Person.register();
    var project = person.makeProject();
    countTag(project, "2026-03-01", "Firefox", 0, 2);
    countTag(project, "2026-03-02", "Firefox", 0, 3);

    person
        .call()
        .queryParam("key", "browser")
        .queryParam("from", "2026-03-01T00:00:00Z")
        .queryParam("to", "2026-03-02T00:00:00Z")
        .get("/api/v1/projects/" + project + "/dashboard/tags")
        .then()
        .statusCode(200)
        .body("count", contains(2));
  }

  private static void countTag(String project, String browser, int shard, int count) {
    countTag(project, LocalDate.now(ZoneOffset.UTC).toString(), browser, shard, count);
  }

  private static void countTag(String project, String day, String browser, int shard, int count) {
    TestDatabase.execute(
        "INSERT INTO project_tag_rollups (project_id, key, day, value, shard, count)"
            + " VALUES (?, 'browser', ?::date, ?, ?, ?)",
        UUID.fromString(project),
        day,
        browser,
        shard,
        count);
  }

  @Test
  void healthCountsWhatIsOpenAndNew() {
    var person = Person.register();
    var project = person.makeProject();
    var old = thisHour.minusDays(3);
    AnIssue.in(project).lastSeen(old).insert();
    AnIssue.in(project).withStatus("resolved").lastSeen(old).insert();
    TestDatabase.execute(
        "UPDATE issues SET first_seen = now(), last_seen = now() WHERE id = ?",
        UUID.fromString(AnIssue.in(project).insert()));
    count(project, thisHour, "error", 0, 3);

    person
        .call()
        .get("/api/v1/projects/" + project + "/dashboard/health")
        .then()
        .statusCode(200)
        .body("$", aMapWithSize(3))
        .body("unresolved_count", equalTo(2))
        .body("events_24h", equalTo(3))
        .body("new_today", equalTo(1));
  }

  @Test
  void theLastDayOfHealthBeginsWithAWholeHour() {
    var person = Person.register();
    var project = person.makeProject();
    count(project, thisHour.minusHours(24), "error", 0, 3);
    count(project, thisHour.minusHours(25), "error", 0, 4);

    person
        .call()
        .get("/api/v1/projects/" + project + "/dashboard/health")
        .then()
        .statusCode(200)
        .body("events_24h", equalTo(3));
  }

  @ParameterizedTest
  @CsvSource({
    "tags, missing key parameter",
    "volume?bucket=week, bucket must be hour or day",
    "volume?from=2020-01-01T00:00:00Z, from must be at most 31 days before to"
  })
  void whatCantBeAnsweredIsSaid(String call, String error) {
    var person = Person.register();
    var project = person.makeProject();

    person
        .call()
        .get("/api/v1/projects/" + project + "/dashboard/" + call)
        .then()
        .statusCode(400)
        .body("error", equalTo(error));
  }

  @Test
  void anUnknownProjectHasNoHealth() {
    Person.register()
        .call()
        .get("/api/v1/projects/" + UUID.randomUUID() + "/dashboard/health")
        .then()
        .statusCode(404)
        .body("error", equalTo("project not found"));
  }

  @Test
  void storageIsWhatWasMeasured() {
    var person = Person.register();
    var project = person.makeProject();
    var call = "/api/v1/projects/" + project + "/storage";

    person
        .call()
        .get(call)
        .then()
        .statusCode(200)
        .body("$", equalTo(Map.of("event_count", 0, "estimated_bytes", 0)));
    TestDatabase.execute(
        "INSERT INTO project_storage (project_id, event_count, bytes, measured_at)"
            + " VALUES (?, 12, 34567, '2026-03-01T12:00:00Z')",
        UUID.fromString(project));

    person
        .call()
        .get(call)
        .then()
        .header("Last-Modified", "Sun, 01 Mar 2026 12:00:00 GMT")
        .body("$", equalTo(Map.of("event_count", 12, "estimated_bytes", 34567)));
  }

  private static void count(
      String project, OffsetDateTime bucket, String level, int shard, long count) {
    TestDatabase.execute(
        "INSERT INTO event_rollups_hour (project_id, bucket, level, environment, shard, count)"
            + " VALUES (?, ?, ?, '', ?, ?)",
        UUID.fromString(project),
        bucket,
        level,
        shard,
        count);
  }
}
