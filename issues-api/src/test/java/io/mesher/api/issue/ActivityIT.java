package io.mesher.api.issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.mesher.api.support.AnIssue;
import io.mesher.api.support.Person;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class ActivityIT {

  /** What several writers left in the same microsecond included. */
  @Test
  void pagesTogetherHoldEveryLineOnceNewestFirst() {
    var person = Person.register();
    var issue = AnIssue.in(person.makeProject()).insert();
    TestDatabase.execute(
        "INSERT INTO issue_activity (issue_id, kind, data, created_at)"
            + " SELECT ?, 'commented', jsonb_build_object('text', n::text),"
            + " '2026-03-01 12:00Z'::timestamptz + (n / 2) * interval '1 second'"
            + " FROM generate_series(1, 5) AS n",
        UUID.fromString(issue));

    var times = new ArrayList<String>();
    var texts = new ArrayList<String>();
    var sizes = new ArrayList<Integer>();
    Map<String, Object> page = Map.of("has_more", true);
    while (Boolean.TRUE.equals(page.get("has_more"))) {
      var request = person.call().queryParam("limit", 2);
      if (page.containsKey("next_cursor")) {
        request
            .queryParam("cursor", page.get("next_cursor"))
            .queryParam("cursor_id", page.get("next_cursor_id"));
      }
      var answer =
          request.get("/api/v1/issues/" + issue + "/activity").then().statusCode(200).extract();
      page = answer.path("$");
      sizes.add(answer.path("data.size()"));
      times.addAll(answer.path("data.created_at"));
      texts.addAll(answer.path("data.data.text"));
    }

    assertThat(sizes).containsExactly(2, 2, 1);
    assertThat(times)
        .containsExactly(
            "2026-03-01T12:00:02Z",
            "2026-03-01T12:00:02Z",
            "2026-03-01T12:00:01Z",
            "2026-03-01T12:00:01Z",
            "2026-03-01T12:00:00Z");
    assertThat(texts).containsExactlyInAnyOrder("1", "2", "3", "4", "5");
    assertThat(page).doesNotContainKeys("next_cursor", "next_cursor_id");
  }

  @Test
  void withoutALimitAPageHas25Lines() {
    var person = Person.register();
    var issue = AnIssue.in(person.makeProject()).insert();
    TestDatabase.execute(
        "INSERT INTO issue_activity (issue_id, kind) SELECT ?, 'archived' FROM generate_series(1, 26)",
        UUID.fromString(issue));

    person
        .call()
        .get("/api/v1/issues/" + issue + "/activity")
        .then()
        .statusCode(200)
        .body("data", hasSize(25))
        .body("has_more", equalTo(true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"regressed", "escalated"})
  void whatMesherDidHasNoActor(String kind) {
    var person = Person.register();
    var issue = AnIssue.in(person.makeProject()).insert();
    TestDatabase.execute(
        "INSERT INTO issue_activity (issue_id, kind) VALUES (?, ?)", UUID.fromString(issue), kind);

    person
        .call()
        .get("/api/v1/issues/" + issue + "/activity")
        .then()
        .statusCode(200)
        .body("data.kind", equalTo(List.of(kind)))
        .body("data[0].actor_id", nullValue())
        .body("data[0].actor_name", nullValue())
        .body("has_more", equalTo(false))
        .body("$", not(hasKey("next_cursor")));
  }
}
