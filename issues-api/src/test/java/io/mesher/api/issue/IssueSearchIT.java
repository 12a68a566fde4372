package io.mesher.api.issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.mesher.api.support.AnIssue;
import io.mesher.api.support.Person;
import io.mesher.contracts.event.UserHash;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class IssueSearchIT {
  @Inject UserHash userHash;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "is:archived",
        "level:fatal",
        "environment:staging",
        "browser:\"Mobile Safari\"",
        "timeout",
        "\"payment timeout\"",
        "user.id:42",
        "is:archived level:fatal payment user.id:42 browser:\"Mobile Safari\""
      })
  void aTermFindsWhatItMeansAndNothingElse(String q) {
    var person = Person.register();
    var project = person.makeProject();
    var wanted =
        AnIssue.in(project)
            .titled("PaymentError: payment timeout after 3 s")
            .withStatus("archived")
            .withLevel("fatal")
            .insert();
    AnIssue.in(project).insert();
    tag(project, wanted, "environment", "staging");
    tag(project, wanted, "browser", "Mobile Safari");
    TestDatabase.execute(
        "INSERT INTO issue_users (issue_id, user_hash, seen_on) VALUES (?, ?, CURRENT_DATE)",
        UUID.fromString(wanted),
        userHash.of(UUID.fromString(project), "id:42"));

    person
        .call()
        .queryParam("q", q)
        .get("/api/v1/projects/" + project + "/issues")
        .then()
        .statusCode(200)
        .body("data.id", contains(wanted));
  }

  @Test
  void theOffendingTermIsPointedAt() {
    var person = Person.register();
    var project = person.makeProject();

    person
        .call()
        .queryParam("q", "boom is:open")
        .get("/api/v1/projects/" + project + "/issues")
        .then()
        .statusCode(400)
        .body("detail", equalTo("at character 6: is:open"));
  }

  /** More than are asked one by one lie between those that are found. */
  @Test
  void issuesOfATagAreFoundHoweverManyOthersWereSeenSince() {
    var person = Person.register();
    var project = person.makeProject();
    var now = OffsetDateTime.now(ZoneOffset.UTC);
    var found = new ArrayList<String>();
    for (int i = 0; i < 304; i++) {
      var issue = AnIssue.in(project).lastSeen(now.minusMinutes(i)).insert();
      if (i < 2 || i >= 302) {
        tag(project, issue, "browser", "Opera");
        found.add(issue);
      }
    }

    assertThat(listed(person, project, 1)).containsExactlyElementsOf(found.subList(0, 1));
    assertThat(listed(person, project, 3)).containsExactlyElementsOf(found.subList(0, 3));
    assertThat(listed(person, project, 100)).containsExactlyElementsOf(found);
  }

  private static List<String> listed(Person person, String project, int limit) {
    return person
        .call()
        .queryParam("q", "browser:Opera")
        .queryParam("limit", limit)
        .get("/api/v1/projects/" + project + "/issues")
        .path("data.id");
  }

  private static void tag(String project, String issue, String key, String value) {
    TestDatabase.execute(
        "INSERT INTO tag_rollups (project_id, issue_id, key, value, day, shard, count)"
            + " VALUES (?, ?, ?, ?, CURRENT_DATE, 0, 1)",
        UUID.fromString(project),
        UUID.fromString(issue),
        key,
        value);
  }
}
