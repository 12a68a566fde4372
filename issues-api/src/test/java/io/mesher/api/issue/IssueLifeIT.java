package io.mesher.api.issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.mesher.api.support.AnEvent;
import io.mesher.api.support.AnIssue;
import io.mesher.api.support.Person;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class IssueLifeIT {

  @ParameterizedTest
  @CsvSource({"resolve, resolved", "archive, archived", "discard, discarded"})
  void aTransitionCountsOnceIsTracedAndTold(String action, String status) {
    var person = Person.register();
    var issue = AnIssue.in(person.makeProject()).insert();

    post(person, issue, action).body("status", equalTo("ok")).body("affected", equalTo(1));
    post(person, issue, action).body("affected", equalTo(0));

    show(person, issue)
        .body("status", equalTo(status))
        .body("resolved_at", status.equals("resolved") ? notNullValue() : nullValue())
        .body("activity.kind", contains(status))
        .body("activity[0].actor_id", equalTo(person.id()));
    assertThat(told(issue))
        .singleElement()
        .satisfies(
            message ->
                assertThat(message)
                    .containsEntry("version", 2L)
                    .containsEntry("topic", "mesher.issues.changed")
                    .containsEntry("action", status)
                    .containsEntry("status", status)
                    .containsEntry("actor", person.id()));
  }

  @Test
  void fromDiscardedTheOnlyWayIsBack() {
    var person = Person.register();
    var issue = AnIssue.in(person.makeProject()).withStatus("discarded").insert();

    post(person, issue, "resolve").body("affected", equalTo(0));
    post(person, issue, "archive").body("affected", equalTo(0));
    post(person, issue, "unresolve").body("affected", equalTo(1));

    show(person, issue).body("status", equalTo("unresolved"));
  }

  @Test
  void anIssueIsAssignedToMembersOnly() {
    var person = Person.register();
    var stranger = Person.register();
    var issue = AnIssue.in(person.makeProject()).insert();

    person
        .call()
        .body(Map.of("user_id", stranger.id()))
        .post("/api/v1/issues/" + issue + "/assign")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("user_id"));
    assign(person, issue, person.id());
    assign(person, issue, person.id());
    show(person, issue).body("assigned_to", equalTo(person.id()));
    assign(person, issue, "");

    show(person, issue)
        .body("assigned_to", nullValue())
        .body("activity.kind", contains("unassigned", "assigned"));
  }

  @Test
  void aDeletedIssueIsGoneAndItsHashFree() {
    var person = Person.register();
    var project = person.makeProject();
    var issue = AnIssue.in(project).insert();
    AnEvent.of(project, issue).insert();

    post(person, issue, "delete").body("affected", equalTo(1));

    person.call().get("/api/v1/issues/" + issue).then().statusCode(404);
    person.call().get("/api/v1/projects/" + project + "/issues").then().body("data", hasSize(0));
    assertThat(
            TestDatabase.query(
                "SELECT 1 FROM group_hashes WHERE issue_id = ?", UUID.fromString(issue)))
        .isEmpty();
    assertThat(told(issue))
        .singleElement()
        .satisfies(message -> assertThat(message).containsEntry("action", "deleted"));
  }

  @Test
  void bulkChangesThoseNamedThatCanChange() {
    var person = Person.register();
    var project = person.makeProject();
    var open = AnIssue.in(project).insert();
    var archived = AnIssue.in(project).withStatus("archived").insert();
    var resolved = AnIssue.in(project).withStatus("resolved").insert();
    var elsewhere = AnIssue.in(person.makeProject()).insert();

    person
        .call()
        .body(Map.of("action", "resolve", "ids", List.of(open, archived, resolved, elsewhere)))
        .post("/api/v1/projects/" + project + "/issues/bulk")
        .then()
        .statusCode(200)
        .body("affected", equalTo(2))
        .body("more", equalTo(false));

    show(person, archived).body("status", equalTo("resolved"));
    show(person, elsewhere).body("status", equalTo("unresolved"));
    assertThat(told(open)).hasSize(1);
    assertThat(told(resolved)).isEmpty();
  }

  @Test
  void bulkChangesWhatAQueryFinds() {
    var person = Person.register();
    var project = person.makeProject();
    var warning = AnIssue.in(project).withLevel("warning").insert();
    var error = AnIssue.in(project).insert();

    person
        .call()
        .body(Map.of("action", "archive", "query", Map.of("level", "warning")))
        .post("/api/v1/projects/" + project + "/issues/bulk")
        .then()
        .statusCode(200)
        .body("affected", equalTo(1));

    show(person, warning).body("status", equalTo("archived"));
    show(person, error).body("status", equalTo("unresolved"));
  }

  @Test
  void commentsStandInTheTrail() {
    var person = Person.register();
    var issue = AnIssue.in(person.makeProject()).insert();

    person
        .call()
        .body(Map.of("text", "seen it in staging too"))
        .post("/api/v1/issues/" + issue + "/comments")
        .then()
        .statusCode(201);

    person
        .call()
        .get("/api/v1/issues/" + issue + "/activity")
        .then()
        .statusCode(200)
        .body("data[0].kind", equalTo("commented"))
        .body("data[0].data.text", equalTo("seen it in staging too"))
        .body("data[0].actor_id", equalTo(person.id()));
  }

  @Test
  void tagsAreCountedFromTheRollUps() {
    var person = Person.register();
    var project = person.makeProject();
    var issue = AnIssue.in(project).insert();
    for (int shard = 0; shard < 2; shard++) {
      for (String value : List.of("Firefox", "Chrome")) {
        TestDatabase.execute(
            "INSERT INTO tag_rollups (project_id, issue_id, key, value, day, shard, count)"
                + " VALUES (?, ?, 'browser', ?, CURRENT_DATE, ?, ?)",
            UUID.fromString(project),
            UUID.fromString(issue),
            value,
            shard,
            value.equals("Chrome") ? 3 : 1);
      }
    }

    person
        .call()
        .get("/api/v1/issues/" + issue + "/tags")
        .then()
        .statusCode(200)
        .body("[0].key", equalTo("browser"))
        .body("[0].total", equalTo(8))
        .body("[0].values.value", contains("Chrome", "Firefox"))
        .body("[0].values.count", contains(6, 2));
  }

  private static ValidatableResponse post(Person person, String issue, String action) {
    return person.call().post("/api/v1/issues/" + issue + "/" + action).then().statusCode(200);
  }

  private static ValidatableResponse show(Person person, String issue) {
    return person.call().get("/api/v1/issues/" + issue).then().statusCode(200);
  }

  private static void assign(Person person, String issue, String user) {
    person
        .call()
        .body(Map.of("user_id", user))
        .post("/api/v1/issues/" + issue + "/assign")
        .then()
        .statusCode(200)
        .body("status", equalTo("ok"));
  }

  private static List<Map<String, @Nullable Object>> told(String issue) {
    return TestDatabase.query(
        "SELECT topic, version, payload->>'action' AS action, payload->>'status' AS status,"
            + " payload->>'actor_id' AS actor FROM outbox WHERE key = ? ORDER BY id",
        issue);
  }
}
