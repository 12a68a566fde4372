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
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class EventSearchIT {
  private static final String SEARCH_INDEX = "events_20250601_array_event_words_tags_idx";
  private static final String TIMES_INDEX = "events_20250601_project_id_received_at_id_idx";

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
  @CsvSource({"'word77', , '{%word77%}'", ", '{\"cart\":\"77\"}', "})
  void aSearchGoesThroughItsIndex(String words, String tag, String needed) throws SQLException {
    var project = Person.register().makeProject();
    manyEvents(project);
    AnEvent.of(project, AnIssue.in(project).insert())
        .receivedAt(OffsetDateTime.parse("2025-05-20T01:00:00Z"))
        .insert();

    var read = Read.by(project, words, tag, needed);

    assertThat(read.found()).isEqualTo(40);
    assertThat(read.scans()).containsOnlyKeys(SEARCH_INDEX, TIMES_INDEX);
    assertThat(read.sequentialScans()).isZero();
    assertThat(read.fetched()).isLessThan(2 * 250 + 2 * 50);
  }

  @Test
  void aCommonWordIsFoundAmongTheNewestEvents() throws SQLException {
    var project = Person.register().makeProject();
    manyEvents(project);

    var read = Read.by(project, "t", null, "{%t%}");

    assertThat(read.found()).isEqualTo(50);
    assertThat(read.scans()).isEqualTo(Map.of(TIMES_INDEX, 1L));
    assertThat(read.sequentialScans()).isZero();
    assertThat(read.fetched()).isLessThanOrEqualTo(250);
  }

  @Test
  void theLettersOfAProjectAndItsHourAndMinuteAreWhereAnEventIs() {
    var places =
        TestDatabase.query(
            "SELECT event_places('371315f4-c2dd-449a-bb72-1ae71a441210',"
                + " '2026-01-31T07:09:59Z')::text AS places");

    assertThat(places.getFirst()).containsValue("{371315f4,\"371315f4 7\",\"371315f4 7:9\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T07:09:59Z, 2026-01-31T07:12:00Z, '7:9, 7:10, 7:11'",
    "2026-01-31T23:59:00Z, 2026-02-01T00:01:00Z, '23:59, 0:0'",
    "2026-01-31T23:50:00Z, 2026-02-01T00:10:01Z, '23, 0'",
    "2026-01-31T22:30:00Z, 2026-02-01T01:00:00Z, '22, 23, 0'",
    "2026-01-31T00:00:00Z, 2026-01-31T08:00:00Z, '0, 1, 2, 3, 4, 5, 6, 7'",
    "2026-01-31T00:00:00Z, 2026-01-31T08:00:01Z, 371315f4",
  })
  void ofAFewMinutesOrHoursTheIndexIsAskedForEach(String from, String to, String places) {
    var asked =
        TestDatabase.query(
            "SELECT replace(array_to_string(search_places('371315f4-c2dd-449a-bb72-1ae71a441210',"
                + " ?::timestamptz, ?::timestamptz), ', '), '371315f4 ', '') AS places",
            from,
            to);

    assertThat(asked.getFirst()).containsValue(places);
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

  /** What a search of the day before 2 June 2025 read of the events' tables. */
  private record Read(long found, Map<String, Long> scans, long sequentialScans, long fetched) {
    private static final String SEARCH =
        "SELECT count(*) FROM search_events(?::uuid, ?, ?::jsonb, ?::text[], '2025-05-03',"
            + " '2025-06-02', 50)";

    private static final String SCANS =
        "SELECT s.indexrelname AS name, pg_stat_get_xact_numscans(s.indexrelid) AS scans FROM"
            + " pg_stat_user_indexes s WHERE s.relname = 'events_20250601'"
            + " AND pg_stat_get_xact_numscans(s.indexrelid) > 0";

    private static final String TABLE =
        "SELECT sum(seq_scan) AS seq_scan, sum(idx_tup_fetch) AS idx_tup_fetch"
            + " FROM pg_stat_xact_user_tables WHERE relname LIKE 'events_2025%'";

    static Read by(
        String project, @Nullable String words, @Nullable String tag, @Nullable String needed)
        throws SQLException {
      try (var connection = TestDatabase.connect();
          var search = connection.prepareStatement(SEARCH);
          var statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        search.setString(1, project);
        search.setString(2, words);
        search.setString(3, tag);
        search.setString(4, needed);
        var found = search.executeQuery();
        found.next();
        var scans = new HashMap<String, Long>();
        var indexes = statement.executeQuery(SCANS);
        while (indexes.next()) {
          scans.put(indexes.getString("name"), indexes.getLong("scans"));
        }
        var table = statement.executeQuery(TABLE);
        table.next();
        return new Read(
            found.getLong(1), scans, table.getLong("seq_scan"), table.getLong("idx_tup_fetch"));
      }
    }
  }
}
