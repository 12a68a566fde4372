package io.mesher.api.issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.mesher.api.sql.Conditions;
import io.mesher.api.support.AnIssue;
import io.mesher.api.support.Person;
import io.mesher.contracts.event.UserHash;
import io.mesher.testkit.server.GenericPlan;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TypeError: cart -> items && \"\" is <null>, not a list - sorry",
        "cart -> items",
        "-> && cart",
        "- \"is not a list\"",
        "\"->\" \"\" items",
        "is:unresolved level:error && items"
      })
  void aPastedMessageIsFoundWhateverSignsItHas(String q) {
    var person = Person.register();
    var project = person.makeProject();
    var wanted =
        AnIssue.in(project)
            .titled("TypeError: cart -> items && \"\" is <null>, not a list - sorry")
            .insert();
    AnIssue.in(project).titled("TypeError: -> && \"\" - sorry, is not list").insert();

    assertThat(found(person, project, "q", q)).containsExactly(wanted);
  }

  @Test
  void signsAloneAreRefused() {
    var person = Person.register();
    var project = person.makeProject();

    person
        .call()
        .queryParam("q", "is:unresolved -> &&")
        .get("/api/v1/projects/" + project + "/issues")
        .then()
        .statusCode(400)
        .body("error", equalTo("invalid search: neither a letter nor a digit to look for"))
        .body("detail", equalTo("at character 15: ->"));
  }

  /** What PostgreSQL takes for markup is no word to it either. */
  @Test
  void markupAloneFindsNothing() {
    var person = Person.register();
    var project = person.makeProject();
    AnIssue.in(project).titled("unexpected <br>").insert();

    assertThat(found(person, project, "q", "<br>")).isEmpty();
  }

  /** Whatever is looked for beside it: of all conditions only the words have this index. */
  @ParameterizedTest
  @ValueSource(strings = {"timeout", "payment -> timeout", "\"payment timeout\" \"\" after"})
  void wordsAreLookedForInTheirIndex(String q) {
    var conditions = new Conditions();
    var filter = new IssueFilter(null, null, null, null, null, q, null, null);
    filter.addTo(conditions, null, user -> UUID.randomUUID(), TagLookup.FREE);

    var plan = GenericPlan.of("SELECT i.id FROM issues i WHERE " + conditions.where());

    assertThat(plan).contains("issues_search").doesNotContain("Seq Scan");
  }

  @ParameterizedTest
  @CsvSource({
    "assigned_to, me, mine",
    "assigned_to, COLLEAGUE, theirs",
    "assigned_to, none, nobodys",
    "q, assigned:me, mine",
    "q, assigned:COLLEAGUE, theirs",
    "q, assigned:none, nobodys"
  })
  void issuesAreFoundByWhomTheyAreAssignedTo(String parameter, String value, String wanted) {
    var person = Person.register();
    var colleague = Person.register();
    var project = person.makeProject();
    var issues =
        Map.of(
            "mine", AnIssue.in(project).insert(),
            "theirs", AnIssue.in(project).insert(),
            "nobodys", AnIssue.in(project).insert());
    assign(issues.get("mine"), person);
    assign(issues.get("theirs"), colleague);

    var found = found(person, project, parameter, value.replace("COLLEAGUE", colleague.id()));

    assertThat(found).isEqualTo(List.of(Objects.requireNonNull(issues.get(wanted))));
  }

  @Test
  void issuesThatCameBackAreFound() {
    var person = Person.register();
    var project = person.makeProject();
    var regressed = AnIssue.in(project).insert();
    AnIssue.in(project).insert();
    AnIssue.in(project).withStatus("resolved").insert();
    TestDatabase.execute(
        "UPDATE issues SET regressed_at = now() WHERE id = ?", UUID.fromString(regressed));

    assertThat(found(person, project, "q", "is:regressed")).containsExactly(regressed);
  }

  @Test
  void forAnOrganisationsTokenTheTermWithMeIsPointedAt() {
    var person = Person.register();
    var org = person.foundOrganisation();
    var project = person.makeProject(org);
    String token =
        person
            .call()
            .body(Map.of("label", "ci", "scope", "read", "org_id", org))
            .post("/api/v1/tokens")
            .then()
            .statusCode(201)
            .extract()
            .path("token");

    Person.callWith(token)
        .queryParam("q", "boom assigned:me")
        .get("/api/v1/projects/" + project + "/issues")
        .then()
        .statusCode(400)
        .body("error", equalTo("invalid search: me is nobody for an organisation's token"))
        .body("detail", equalTo("at character 6: assigned:me"));
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

  private static List<String> found(Person person, String project, String parameter, String value) {
    return person
        .call()
        .queryParam(parameter, value)
        .get("/api/v1/projects/" + project + "/issues")
        .then()
        .statusCode(200)
        .extract()
        .path("data.id");
  }

  private static void assign(@Nullable String issue, Person to) {
    TestDatabase.execute(
        "UPDATE issues SET assigned_to = ?::uuid WHERE id = ?::uuid", to.id(), issue);
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
