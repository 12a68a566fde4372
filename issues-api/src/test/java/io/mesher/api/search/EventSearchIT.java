package io.mesher.api.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.mesher.api.support.AnEvent;
import io.mesher.api.support.AnIssue;
import io.mesher.api.support.Person;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class EventSearchIT {

  @ParameterizedTest
  @ValueSource(strings = {"gateway", "\"payment gateway\"", "gateway -refund", "PAYMENT gateway"})
  void wordsFindEventsNewestFirst(String q) {
    var person = Person.register();
    var project = person.makeProject();
    var issue = AnIssue.in(project).insert();
    var now = OffsetDateTime.now(ZoneOffset.UTC);
    var older =
        AnEvent.of(project, issue)
            .saying("payment gateway is away")
            .receivedAt(now.minusHours(2))
            .insert();
    var newer = AnEvent.of(project, issue).saying("the payment gateway timed out").insert();
    AnEvent.of(project, issue).saying("disk full").insert();
    AnEvent.of(project, issue)
        .saying("payment gateway long ago")
        .receivedAt(now.minusHours(25))
        .insert();

    person
        .call()
        .queryParam("q", q)
        .get("/api/v1/projects/" + project + "/events/search")
        .then()
        .statusCode(200)
        .body("id", contains(newer, older))
        .body("[0].issue_id", equalTo(issue))
        .body("[0].level", equalTo("error"))
        .body("[0].message", equalTo("the payment gateway timed out"));
  }

  @Test
  void anyRangeCanBeAsked() {
    var person = Person.register();
    var project = person.makeProject();
    var old =
        AnEvent.of(project, AnIssue.in(project).insert())
            .saying("payment gateway long ago")
            .receivedAt(OffsetDateTime.parse("2026-03-01T12:00:00Z"))
            .insert();

    person
        .call()
        .queryParam("q", "gateway")
        .queryParam("from", "2026-03-01T00:00:00Z")
        .queryParam("to", "2026-03-02T00:00:00Z")
        .get("/api/v1/projects/" + project + "/events/search")
        .then()
        .statusCode(200)
        .body("id", contains(old));
  }

  @Test
  void aTagFindsEventsOfItsProjectOnly() {
    var person = Person.register();
    var project = person.makeProject();
    var other = person.makeProject();
    var event =
        AnEvent.of(project, AnIssue.in(project).insert()).tagged("{\"cart\":\"7\"}").insert();
    AnEvent.of(project, AnIssue.in(project).insert()).tagged("{\"cart\":\"8\"}").insert();
    AnEvent.of(other, AnIssue.in(other).insert()).tagged("{\"cart\":\"7\"}").insert();

    person
        .call()
        .queryParam("key", "cart")
        .queryParam("value", "7")
        .get("/api/v1/projects/" + project + "/events/tags")
        .then()
        .statusCode(200)
        .body("id", contains(event))
        .body("[0].tags.cart", equalTo("7"));
  }

  @ParameterizedTest
  @CsvSource({
    "events/search, missing search query",
    "events/search?q=%20, missing search query",
    "events/tags, missing key or value parameter",
    "events/tags?key=k, missing key or value parameter",
    "events/tags?value=v, missing key or value parameter",
    "events/search?q=x&from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z, from must be before to"
  })
  void whatIsMissingIsSaid(String call, String error) {
    var person = Person.register();
    var project = person.makeProject();

    person
        .call()
        .urlEncodingEnabled(false)
        .get("/api/v1/projects/" + project + "/" + call)
        .then()
        .statusCode(400)
        .body("error", equalTo(error));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'", "((", "a & | !", "\"", "-", "<->", ":*"})
  void oddQueriesFindNothingAndBreakNothing(String q) {
    var person = Person.register();
    var project = person.makeProject();

    person
        .call()
        .queryParam("q", q)
        .get("/api/v1/projects/" + project + "/events/search")
        .then()
        .statusCode(200)
        .body("$", empty());
  }

  @ParameterizedTest
  @CsvSource({"words, event_words", "tag, tags"})
  void aSearchGoesThroughItsIndex(String search, String indexed) throws SQLException {
    var person = Person.register();
    var project = person.makeProject();
    manyEvents(project);
    String sql =
        search.equals("words")
            ? Criterion.WORDS.any().replace("$1", "'word77'")
            : Criterion.TAG.any().replace("$1", "'{\"cart\":\"77\"}'::jsonb");

    String plan =
        plan(
            SearchInProject.BY_BITMAP,
            sql.replace("$2", "ARRAY['" + project.substring(0, 8) + "']"),
            project);

    assertThat(plan)
        .containsPattern("Index Cond: \\(+ARRAY\\[.* && .* AND \\(" + indexed)
        .containsPattern("Bitmap Index Scan on events_20250601")
        .doesNotContain("Seq Scan");
  }

  @Test
  void aCommonWordIsFoundAmongTheNewestEvents() throws SQLException {
    var project = Person.register().makeProject();
    manyEvents(project);

    String sql =
        Criterion.WORDS.amongNewest(Integer.toString(SearchInProject.WALKED)).replace("$1", "'t'");

    String plan = plan("", sql, project);

    assertThat(plan)
        .contains("Index Scan using events_20250601_project_id_received_at_id_idx")
        .doesNotContain("Bitmap", "Sort");
  }

  @Test
  void aSearchOfManyDaysIsPlannedForAnyOfThemAndGoesThroughItsIndex() throws SQLException {
    var project = Person.register().makeProject();
    manyEvents(project);

    String plan =
        planned(
            SearchInProject.BY_BITMAP + ';' + SearchInProject.FOR_ANY_VALUES,
            "PREPARE search AS " + Criterion.WORDS.any(),
            """
            EXPLAIN EXECUTE search ('word77', ARRAY['%1$s'], '2025-06-01', '2025-06-02', 101,
              '2025-06-01', '2025-06-02', '%2$s')
            """
                .formatted(project.substring(0, 8), project));

    assertThat(plan)
        .contains("Subplans Removed", "Bitmap Index Scan on events_20250601_array_event_words_tags")
        .doesNotContain("Seq Scan");
  }

  /** Enough of them, vacuumed as autovacuum does it, that the planner weighs as in earnest. */
  private static void manyEvents(String project) {
    AnEvent.of(project, AnIssue.in(project).insert())
        .receivedAt(OffsetDateTime.parse("2025-06-01T01:00:00Z"))
        .insert();
    TestDatabase.execute(
        "INSERT INTO events (id, project_id, issue_id, level, message, title, culprit, fingerprint,"
            + " platform, tags, timestamp, received_at, payload_codec, payload) SELECT"
            + " gen_random_uuid(), ?, gen_random_uuid(), 'error', 'word' || n % 500, 't', 'c', 'f',"
            + " 'java', jsonb_build_object('cart', (n % 500)::text), now(), timestamptz"
            + " '2025-06-01T02:00:00Z' + n * interval '1 second', 0, '' FROM generate_series(1,"
            + " 20000) AS n",
        UUID.fromString(project));
    TestDatabase.execute("VACUUM (ANALYZE) events_20250601");
  }

  private static String plan(String settings, String sql, String project) throws SQLException {
    return planned(
        settings,
        "SELECT",
        "EXPLAIN "
            + sql.replace("$2", "'" + project + "'::uuid")
                .replace("$3", "timestamptz '2025-06-01T00:00:00Z'")
                .replace("$4", "timestamptz '2025-06-02T00:00:00Z'")
                .replace("$5", "50")
                .replace("($6)", "('{}'::text[])")
                .replace("$6", "timestamptz '2025-06-01T00:00:00Z'")
                .replace("$7", "timestamptz '2025-06-01T23:00:00Z'")
                .replace("$8", "'" + project + "'"));
  }

  private static String planned(String settings, String prepared, String explained)
      throws SQLException {
    try (var connection = TestDatabase.connect();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(settings);
      statement.execute(prepared);
      var plan = new StringBuilder();
      try (var rows = statement.executeQuery(explained)) {
        while (rows.next()) {
          plan.append(rows.getString(1)).append('\n');
        }
      }
      return plan.toString();
    }
  }
}
