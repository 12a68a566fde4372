package io.mesher.api.issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.mesher.api.support.AnIssue;
import io.mesher.api.support.Person;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class BulkChangeIT {
  private Person person;
  private String project;

  @BeforeEach
  void makeProject() {
    person = Person.register();
    project = person.makeProject();
  }

  @ParameterizedTest
  @ValueSource(strings = {"resolve", "archive", "discard", "delete", "assign"})
  void callsWithAQueryGetThroughHoweverManyItFinds(String action) {
    insertUnresolved(BulkChange.MOST + 1);
    var request =
        Map.of("action", action, "query", Map.of("level", "error"), "user_id", person.id());

    var first = change(request);
    var second = change(request);

    first.body("affected", equalTo(BulkChange.MOST)).body("more", equalTo(true));
    second.body("affected", equalTo(1)).body("more", equalTo(false));
    change(request).body("affected", equalTo(0)).body("more", equalTo(false));
  }

  @Test
  void callsThatTakeAssigneesAwayGetThrough() {
    insertUnresolved(BulkChange.MOST + 1);
    TestDatabase.execute(
        "UPDATE issues SET assigned_to = ? WHERE project_id = ?",
        UUID.fromString(person.id()),
        UUID.fromString(project));
    var request = Map.of("action", "assign", "query", Map.of("level", "error"), "user_id", "");
    change(request).body("affected", equalTo(BulkChange.MOST)).body("more", equalTo(true));

    var second = change(request);

    second.body("affected", equalTo(1)).body("more", equalTo(false));
  }

  @Test
  void issuesThatCantChangeAreNotInTheWay() {
    var open = AnIssue.in(project).insert();
    insertUnresolved(BulkChange.MOST + 1);
    TestDatabase.execute(
        "UPDATE issues SET status = 'discarded', last_seen = last_seen + interval '1 day'"
            + " WHERE project_id = ? AND id <> ?",
        UUID.fromString(project),
        UUID.fromString(open));

    var answer = change(Map.of("action", "resolve", "query", Map.of("level", "error")));

    answer.body("affected", equalTo(1)).body("more", equalTo(false));
    show(open).body("status", equalTo("resolved"));
  }

  @ParameterizedTest
  @CsvSource({"discard, discarded", "unresolve, unresolved"})
  void thoseNamedMove(String action, String status) {
    var one = AnIssue.in(project).withStatus("archived").insert();
    var other = AnIssue.in(project).withStatus("resolved").insert();
    var already = AnIssue.in(project).withStatus(status).insert();
    var unnamed = AnIssue.in(project).withStatus("archived").insert();

    var answer = change(Map.of("action", action, "ids", List.of(one, other, already)));

    answer.body("affected", equalTo(2)).body("more", equalTo(false));
    show(one).body("status", equalTo(status));
    show(other).body("status", equalTo(status));
    show(unnamed).body("status", equalTo("archived"));
  }

  @Test
  void thoseNamedAreDeletedWithTheirHashes() {
    var one = AnIssue.in(project).insert();
    var other = AnIssue.in(project).withStatus("discarded").insert();
    var unnamed = AnIssue.in(project).insert();

    var answer = change(Map.of("action", "delete", "ids", List.of(one, other)));

    answer.body("affected", equalTo(2));
    person.call().get("/api/v1/issues/" + one).then().statusCode(404);
    person.call().get("/api/v1/issues/" + other).then().statusCode(404);
    assertThat(
            TestDatabase.query(
                "SELECT issue_id::text FROM group_hashes WHERE project_id = ?",
                UUID.fromString(project)))
        .containsExactly(Map.of("issue_id", unnamed));
  }

  /** Whoever stores events of another project must not wait for this one's deletions. */
  @Test
  void whatIsNamedOfAnotherProjectIsNotEvenLocked() throws SQLException {
    var mine = AnIssue.in(project).insert();
    var elsewhere = AnIssue.in(Person.register().makeProject()).insert();
    try (var writer = TestDatabase.connect();
        var statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      statement.execute(
          "SELECT 1 FROM group_hashes WHERE issue_id = '" + elsewhere + "' FOR UPDATE");

      var answer = change(Map.of("action", "delete", "ids", List.of(mine, elsewhere)));

      answer.body("affected", equalTo(1));
      writer.rollback();
    }
  }

  @Test
  void thoseNamedAreAssigned() {
    var one = AnIssue.in(project).insert();
    var other = AnIssue.in(project).insert();
    var unnamed = AnIssue.in(project).insert();

    var answer =
        change(Map.of("action", "assign", "ids", List.of(one, other), "user_id", person.id()));

    answer.body("affected", equalTo(2));
    show(one).body("assigned_to", equalTo(person.id()));
    show(other).body("assigned_to", equalTo(person.id()));
    show(unnamed).body("assigned_to", nullValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ids", "query"})
  void issuesAreAssignedToMembersOnly(String selection) {
    var issue = AnIssue.in(project).insert();
    var request = new HashMap<String, Object>();
    request.put("action", "assign");
    request.put(selection, selection.equals("ids") ? List.of(issue) : Map.of("level", "error"));
    request.put("user_id", Person.register().id());

    var answer = person.call().body(request).post("/api/v1/projects/" + project + "/issues/bulk");

    answer.then().statusCode(400).body("errors[0].field", equalTo("user_id"));
    show(issue).body("assigned_to", nullValue());
  }

  private ValidatableResponse change(Map<String, ?> request) {
    return person
        .call()
        .body(request)
        .post("/api/v1/projects/" + project + "/issues/bulk")
        .then()
        .statusCode(200);
  }

  private ValidatableResponse show(String issue) {
    return person.call().get("/api/v1/issues/" + issue).then().statusCode(200);
  }

  private void insertUnresolved(int count) {
    TestDatabase.execute(
        "INSERT INTO issues (project_id, fingerprint, title, level, first_seen, last_seen,"
            + " grouping_version)"
            + " SELECT ?, n::text, 't', 'error', now(), now(), 1 FROM generate_series(1, ?) AS n",
        UUID.fromString(project),
        count);
  }
}
