package io.mesher.api.issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.mesher.api.support.AnIssue;
import io.mesher.api.support.Person;
import io.mesher.testkit.server.MesherServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class IssueListIT {
  private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-03-01T12:00:00Z");

  @Test
  void anIssueShowsExactlyWhatTheContractSays() {
    var person = Person.register();
    var project = person.makeProject();
    var issue = AnIssue.in(project).withEvents(3).withUsers(2).lastSeen(NOON).insert();

    Map<String, Object> shown =
        person
            .call()
            .get("/api/v1/projects/" + project + "/issues")
            .then()
            .statusCode(200)
            .body("has_more", equalTo(false))
            .body("$", not(hasKey("next_cursor")))
            .extract()
            .path("data[0]");

    assertThat(shown)
        .containsOnlyKeys(
            "id",
            "title",
            "culprit",
            "level",
            "status",
            "event_count",
            "user_count",
            "first_seen",
            "last_seen",
            "assigned_to")
        .containsEntry("id", issue)
        .containsEntry("event_count", 3)
        .containsEntry("user_count", 2)
        .containsEntry("last_seen", "2026-03-01T12:00:00Z")
        .containsEntry("assigned_to", null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status",
        "level",
        "assigned_to",
        "environment",
        "release",
        "q",
        "from",
        "to",
        "sort",
        "limit",
        "cursor",
        "cursor_id"
      })
  void anEmptyParameterIsAnAbsentOne(String parameter) {
    var person = Person.register();
    var project = person.makeProject();
    var issue = AnIssue.in(project).insert();

    person
        .call()
        .queryParam(parameter, "")
        .get("/api/v1/projects/" + project + "/issues")
        .then()
        .statusCode(200)
        .body("data.id", contains(issue));
  }

  @ParameterizedTest
  @ValueSource(strings = {"last_seen", "first_seen", "events", "users"})
  void pagesTogetherHoldEveryIssueOnceInOrder(String sort) {
    var person = Person.register();
    var project = person.makeProject();
    var expected = issues(project, 5);

    List<String> seen = new ArrayList<>();
    Map<String, Object> page = Map.of("has_more", true);
    while (Boolean.TRUE.equals(page.get("has_more"))) {
      var request = person.call().queryParam("sort", sort).queryParam("limit", 2);
      if (page.containsKey("next_cursor")) {
        request
            .queryParam("cursor", page.get("next_cursor"))
            .queryParam("cursor_id", page.get("next_cursor_id"));
      }
      var answer = request.get("/api/v1/projects/" + project + "/issues").then().statusCode(200);
      page = answer.extract().path("$");
      seen.addAll(answer.extract().path("data.id"));
    }

    assertThat(seen).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"last_seen", "first_seen", "events", "users"})
  void whatArrivesBetweenPagesHidesAndRepeatsNothing(String sort) {
    var person = Person.register();
    var project = person.makeProject();
    var expected = issues(project, 6);

    List<String> seen = new ArrayList<>();
    var page = person.call().queryParam("sort", sort).queryParam("limit", 2);
    for (int i = 0; i < 3; i++) {
      var answer =
          page.get("/api/v1/projects/" + project + "/issues").then().statusCode(200).extract();
      seen.addAll(answer.path("data.id"));
      AnIssue.in(project).withEvents(9).withUsers(9).lastSeen(NOON.plusHours(1 + i)).insert();
      page =
          person
              .call()
              .queryParam("sort", sort)
              .queryParam("limit", 2)
              .queryParam("cursor", answer.<Object>path("next_cursor"))
              .queryParam("cursor_id", answer.<Object>path("next_cursor_id"));
    }

    assertThat(seen).isEqualTo(expected);
  }

  /** Whichever way they are sorted, the last one made is the first. */
  private static List<String> issues(String project, int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.addFirst(
          AnIssue.in(project)
              .withEvents(i + 1)
              .withUsers(i + 1)
              .lastSeen(NOON.plusMinutes(i))
              .insert());
    }
    return ids;
  }

  @ParameterizedTest
  @CsvSource({
    "status, resolved",
    "level, fatal",
    "assigned_to, none",
    "from, 2026-03-01T11:59:00Z",
    "to, 2026-03-01T11:30:00Z"
  })
  void aFilterLeavesWhatItSays(String filter, String value) {
    var person = Person.register();
    var project = person.makeProject();
    var wanted =
        AnIssue.in(project)
            .withStatus("resolved")
            .withLevel("fatal")
            .lastSeen(filter.equals("to") ? NOON.minusDays(3) : NOON)
            .insert();
    if (!filter.equals("assigned_to")) {
      AnIssue.in(project)
          .lastSeen(filter.equals("to") ? NOON.plusDays(3) : NOON.minusDays(3))
          .insert();
    }

    person
        .call()
        .queryParam(filter, value)
        .get("/api/v1/projects/" + project + "/issues")
        .then()
        .statusCode(200)
        .body("data.id", contains(wanted));
  }

  @ParameterizedTest
  @CsvSource({
    "status, open, 'invalid status: must be unresolved, resolved, archived, or discarded'",
    "level, bad, 'invalid level: must be fatal, error, warning, info, or debug'",
    "sort, colour, 'sort must be last_seen, first_seen, events or users'",
    "assigned_to, nobody, 'assigned_to must be a user''s id, me or none'",
    "from, yesterday, 'from must be a time such as 2026-01-31T12:00:00Z'",
    "cursor, x, malformed cursor"
  })
  void whatCantBeUnderstoodIsNamed(String parameter, String value, String error) {
    var person = Person.register();
    var project = person.makeProject();

    person
        .call()
        .queryParam(parameter, value)
        .get("/api/v1/projects/" + project + "/issues")
        .then()
        .statusCode(400)
        .body("error", equalTo(error));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "101", "-1", "many"})
  void aLimitOutOfRangeMeans25(String limit) {
    var person = Person.register();
    var project = person.makeProject();
    for (int i = 0; i < 26; i++) {
      AnIssue.in(project).lastSeen(NOON.plusMinutes(i)).insert();
    }

    person
        .call()
        .queryParam("limit", limit)
        .get("/api/v1/projects/" + project + "/issues")
        .then()
        .body("data", hasSize(25))
        .body("has_more", equalTo(true));
  }

  @Test
  void anIssueIsForMembersOnly() {
    var person = Person.register();
    var issue = AnIssue.in(person.makeProject()).insert();

    person
        .call()
        .get("/api/v1/issues/" + issue)
        .then()
        .statusCode(200)
        .body("id", equalTo(issue))
        .body("latest_event", nullValue());
    Person.register()
        .call()
        .get("/api/v1/issues/" + issue)
        .then()
        .statusCode(404)
        .body("error", equalTo("issue not found"));
    person
        .call()
        .get("/api/v1/issues/17")
        .then()
        .statusCode(400)
        .body("error", equalTo("malformed issue id"));
  }
}
