package io.mesher.api.issue;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.mesher.api.support.AnEvent;
import io.mesher.api.support.AnIssue;
import io.mesher.api.support.Person;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class IssueDetailIT {
  private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-03-01T12:00:00Z");

  @Test
  void anIssueShowsTheEventReceivedLast() {
    var person = Person.register();
    var project = person.makeProject();
    var issue = AnIssue.in(project).lastSeen(NOON).insert();
    AnEvent.of(project, issue).receivedAt(NOON.minusDays(1)).saying("earlier").insert();
    var latest =
        AnEvent.of(project, issue)
            .receivedAt(NOON)
            .saying("no stock of 7")
            .withLevel("fatal")
            .insert();
    AnEvent.of(project, AnIssue.in(project).insert()).receivedAt(NOON.plusHours(1)).insert();

    person
        .call()
        .get("/api/v1/issues/" + issue)
        .then()
        .statusCode(200)
        .body("latest_event.id", equalTo(latest))
        .body("latest_event.level", equalTo("fatal"))
        .body("latest_event.message", equalTo("no stock of 7"))
        .body("latest_event.received_at", equalTo("2026-03-01T12:00:00Z"));
  }

  @Test
  void anIssueShowsTheTenMostFrequentValuesOfEachTag() {
    var person = Person.register();
    var project = person.makeProject();
    var issue = AnIssue.in(project).insert();
    TestDatabase.execute(
        "INSERT INTO tag_rollups (project_id, issue_id, key, value, day, shard, count)"
            + " SELECT ?, ?, 'build', 'b' || n, CURRENT_DATE, 0, n FROM generate_series(1, 11) AS n"
            + " UNION ALL SELECT ?, ?, 'arch', 'arm64', CURRENT_DATE, 0, 7",
        UUID.fromString(project),
        UUID.fromString(issue),
        UUID.fromString(project),
        UUID.fromString(issue));

    person
        .call()
        .get("/api/v1/issues/" + issue)
        .then()
        .statusCode(200)
        .body("tags.key", contains("arch", "build"))
        .body("tags.total", contains(7, 66))
        .body("tags[0].values.value", contains("arm64"))
        .body("tags[0].values.count", contains(7))
        .body(
            "tags[1].values.value",
            contains("b11", "b10", "b9", "b8", "b7", "b6", "b5", "b4", "b3", "b2"));
  }
}
