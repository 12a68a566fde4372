package io.mesher.api.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.api.support.AnEvent;
import io.mesher.api.support.AnIssue;
import io.mesher.api.support.Person;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which events a search shows where more match than it shows, however they lie. */
@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class NewestFoundIT {
  /** So many of the newest are looked at before the index is asked. */
  private static final int WALKED = 250;

  @ParameterizedTest
  @ValueSource(strings = {"search?q=needle", "tags?key=cart&value=needle"})
  void theNewestAreFoundThoughMoreThanAreWalkedCameAfterThem(String search) {
    var person = Person.register();
    var project = person.makeProject();
    events(project, "needle", 3_000, "interval '1 second'");
    events(project, "hay", 2 * WALKED, "interval '1 hour'");

    List<String> found = found(person, project, search);

    assertThat(found).isEqualTo(newest(project, "needle", 50));
  }

  @Test
  void theNewestAreFoundWhereMostAreInAHeapLongBefore() {
    var person = Person.register();
    var project = person.makeProject();
    events(project, "needle", 3_000, "interval '1 millisecond'");
    events(project, "needle", 20, "interval '25 minutes'");
    events(project, "hay", 2 * WALKED, "interval '1 hour'");

    List<String> found = found(person, project, "search?q=needle");

    assertThat(found).isEqualTo(newest(project, "needle", 50));
  }

  @Test
  void theNewestAreFoundAmongManyOfOneMoment() {
    var person = Person.register();
    var project = person.makeProject();
    events(project, "needle", 8 * 50, "interval '0'");
    events(project, "hay", 2 * WALKED, "interval '1 second'");

    List<String> found = found(person, project, "search?q=needle");

    assertThat(found).isEqualTo(newest(project, "needle", 50));
  }

  @ParameterizedTest
  @CsvSource({
    "'\"payment gateway\"', next",
    "'\"gateway payment\"', ",
    "'gateway payment', apart next",
    "'gateway -\"payment gateway\"', apart",
    "'\"payment gateway\" or \"the gateway\"', apart next",
  })
  void phrasesAreOneAfterTheOtherThroughTheIndexToo(String q, @Nullable String found) {
    var person = Person.register();
    var project = person.makeProject();
    events(project, "payment gateway is away", 1, "interval '1 second'");
    events(project, "the gateway of payment", 1, "interval '2 seconds'");
    events(project, "hay", 2 * WALKED, "interval '1 hour'");
    var messages = Map.of("next", "payment gateway is away", "apart", "the gateway of payment");

    List<String> said =
        answer(
            person,
            project,
            "search?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8),
            "2025-05-01T00:00:00Z",
            "2025-07-01T00:00:00Z",
            "message");

    assertThat(said)
        .containsExactlyElementsOf(
            found == null ? List.of() : Stream.of(found.split(" ")).map(messages::get).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "2025-06-02T20:00:00Z, 2025-06-03T02:00:00Z",
    "2025-06-02T22:00:00Z, 2025-06-03T00:30:00Z",
    "2025-06-02T23:59:00Z, 2025-06-03T00:01:00Z"
  })
  void theNewestAreFoundOnBothSidesOfMidnight(String from, String to) {
    var person = Person.register();
    var project = person.makeProject();
    AnEvent.of(project, AnIssue.in(project).insert())
        .receivedAt(OffsetDateTime.parse("2025-06-03T12:00:00Z"))
        .insert();
    events(project, "needle", 20_000, "interval '5 seconds'");

    List<String> found = found(person, project, "search?q=needle&limit=20", from, to);

    assertThat(found).isEqualTo(newest(project, "needle", to, 20));
  }

  @Test
  void aTimeMayEndInAFarFuture() {
    var person = Person.register();
    var project = person.makeProject();
    events(project, "needle", 3, "interval '1 second'");

    List<String> found =
        found(person, project, "search?q=needle", "2025-06-01T00:00:00Z", "9998-12-31T00:00:00Z");

    assertThat(found).isEqualTo(newest(project, "needle", 50));
  }

  @Test
  void projectsWhoseIdsBeginAlikeAreKeptApart() {
    var person = Person.register();
    var project = person.makeProject();
    var other = person.makeProject();
    var alike = project.substring(0, 8) + other.substring(8);
    TestDatabase.execute(
        "UPDATE projects SET id = ? WHERE id = ?", UUID.fromString(alike), UUID.fromString(other));
    events(project, "needle", 3, "interval '1 second'");
    events(alike, "needle", 3, "interval '1 second'");
    events(alike, "hay", 2 * WALKED, "interval '1 hour'");

    assertThat(found(person, alike, "search?q=needle")).isEqualTo(newest(alike, "needle", 50));
  }

  private static List<String> found(Person person, String project, String search) {
    return found(person, project, search, "2025-05-01T00:00:00Z", "2025-07-01T00:00:00Z");
  }

  private static List<String> found(
      Person person, String project, String search, String from, String to) {
    return answer(person, project, search, from, to, "id");
  }

  private static List<String> answer(
      Person person, String project, String search, String from, String to, String member) {
    return person
        .call()
        .urlEncodingEnabled(false)
        .get("/api/v1/projects/%s/events/%s&from=%s&to=%s".formatted(project, search, from, to))
        .then()
        .statusCode(200)
        .extract()
        .path(member);
  }

  private static List<String> newest(String project, String word, int many) {
    return newest(project, word, "2025-07-01T00:00:00Z", many);
  }

  private static List<String> newest(String project, String word, String before, int many) {
    return TestDatabase.query(
            "SELECT id FROM events WHERE project_id = ? AND message = ?"
                + " AND received_at < ?::timestamptz ORDER BY received_at DESC, id DESC LIMIT ?",
            UUID.fromString(project),
            word,
            before,
            many)
        .stream()
        .map(row -> String.valueOf(row.get("id")))
        .toList();
  }

  /** Many that say and are tagged with a word, from an hour of a day on so far apart. */
  private static void events(String project, String word, int many, String apart) {
    AnEvent.of(project, AnIssue.in(project).insert())
        .receivedAt(OffsetDateTime.parse("2025-06-02T00:00:01Z"))
        .insert();
    TestDatabase.execute(
        "INSERT INTO events (id, project_id, issue_id, level, message, title, culprit, fingerprint,"
            + " platform, tags, timestamp, received_at, payload_codec, payload) SELECT"
            + " gen_random_uuid(), ?, gen_random_uuid(), 'error', ?, 't', 'c', 'f', 'java',"
            + " jsonb_build_object('cart', ?), now(), timestamptz '2025-06-02T02:00:00Z' + CASE"
            + " WHEN ? = 'hay' THEN interval '12 hours' ELSE n * "
            + apart
            + " END, 0, '' FROM generate_series(1, ?) AS n",
        UUID.fromString(project),
        word,
        word,
        word,
        many);
  }
}
