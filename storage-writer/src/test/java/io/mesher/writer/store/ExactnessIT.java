package io.mesher.writer.store;

import static io.mesher.writer.EventBuilder.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.contracts.codec.Micros;
import io.mesher.contracts.event.GroupedEvent;
import io.mesher.testkit.fixture.TestProject;
import io.mesher.testkit.server.TestDatabase;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ExactnessIT {
  private static Writers writers;

  private final TestProject project = TestProject.create();
  private final Instant now = Micros.truncate(Instant.now());

  @BeforeAll
  static void start() {
    writers = new Writers(3);
  }

  @AfterAll
  static void stop() {
    writers.close();
  }

  @RepeatedTest(5)
  void threeWritersThatMeetANewFingerprintAtOnceMakeOneIssue() {
    var batches = IntStream.range(0, 3).mapToObj(i -> List.of(tenEvents("new", "newer"))).toList();

    writers.storeAtOnce(batches);

    assertThat(eventCounts()).containsExactly(30L);
    assertThat(ofProject("SELECT * FROM outbox WHERE payload->>'project_id' = ?::text")).hasSize(1);
  }

  @RepeatedTest(5)
  void twoHashesInReversedOrdersUnderThreeWritersAreOneIssueAndCountAll() {
    writers.store(anEvent(project.id()).hashed("a", "b").build());
    var forth = IntStream.range(0, 5).mapToObj(i -> tenEvents("a", "b")).toList();
    var back = IntStream.range(0, 5).mapToObj(i -> tenEvents("b", "a")).toList();

    writers.storeAtOnce(List.of(forth, back, forth.reversed()));

    assertThat(eventCounts()).containsExactly(101L);
  }

  @Test
  void batchesThatLockTheSameIssuesInReversedOrdersAllEnd() {
    var forth =
        IntStream.range(0, 40)
            .mapToObj(i -> anEvent(project.id()).hashed("h" + i).build())
            .toList();
    var back =
        IntStream.range(0, 40)
            .mapToObj(i -> anEvent(project.id()).hashed("h" + (39 - i)).build())
            .toList();

    writers.storeAtOnce(List.of(List.of(forth), List.of(back), List.of(forth.reversed())));

    assertThat(issues()).hasSize(40);
    assertThat(eventCounts().stream().mapToLong(Long::longValue).sum()).isEqualTo(80);
  }

  @Test
  void aResendIsCountedOnceAsDeduplicatedHoweverOftenItIsDelivered() {
    var id = UUID.randomUUID();
    var first = anEvent(project.id()).withId(id).receivedAt(now).build();
    var resent = anEvent(project.id()).withId(id).receivedAt(now.plusMillis(7)).build();
    writers.store(first);

    writers.store(resent);
    writers.store(resent, first);

    assertThat(outcome("deduplicated")).isEqualTo(1);
    assertThat(outcome("accepted")).isEqualTo(1);
  }

  @Test
  void aRedeliveryAfterTheIssueWasDeletedCountsNothing() {
    var event = anEvent(project.id()).build();
    writers.store(event);
    TestDatabase.execute("DELETE FROM events WHERE project_id = ?", project.id());
    TestDatabase.execute("DELETE FROM group_hashes WHERE project_id = ?", project.id());
    TestDatabase.execute("DELETE FROM issues WHERE project_id = ?", project.id());

    var stored = writers.store(event);

    assertThat(stored.redelivered()).isEqualTo(1);
    assertThat(stored.summaries()).isEmpty();
    assertThat(issues()).isEmpty();
    assertThat(outcome("accepted")).isEqualTo(1);
  }

  @RepeatedTest(3)
  void aResolvedIssueRegressesExactlyOnceUnderThreeWriters() {
    writers.store(anEvent(project.id()).hashed("a").receivedAt(now.minusSeconds(60)).build());
    TestDatabase.execute(
        "UPDATE issues SET status = 'resolved', resolved_at = ?, version = 2 WHERE project_id = ?",
        at(now.minusSeconds(1)),
        project.id());

    writers.storeAtOnce(
        IntStream.range(0, 3).mapToObj(i -> List.of(tenEvents("a"), tenEvents("a"))).toList());

    assertThat(issues())
        .singleElement()
        .satisfies(
            issue -> {
              assertThat(issue).containsEntry("status", "unresolved").containsEntry("version", 3L);
              assertThat(issue.get("regressed_at")).isNotNull();
            });
    assertThat(
            ofProject(
                "SELECT * FROM outbox WHERE payload->>'action' = 'regressed' AND version = 3"
                    + " AND payload->>'project_id' = ?::text"))
        .hasSize(1);
    assertThat(
            ofProject(
                "SELECT a.kind, a.actor_id, a.data::text, a.created_at = i.regressed_at AS at_once"
                    + " FROM issue_activity a JOIN issues i ON i.id = a.issue_id"
                    + " WHERE i.project_id = ?::uuid"))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line)
                    .containsEntry("kind", "regressed")
                    .containsEntry("actor_id", null)
                    .containsEntry("data", "{}")
                    .containsEntry("at_once", true));
  }

  @Test
  void anEventReceivedBeforeTheResolutionLeavesItResolved() {
    writers.store(anEvent(project.id()).hashed("a").receivedAt(now.minusSeconds(60)).build());
    TestDatabase.execute(
        "UPDATE issues SET status = 'resolved', resolved_at = ? WHERE project_id = ?",
        at(now),
        project.id());

    writers.store(anEvent(project.id()).hashed("a").receivedAt(now.minusSeconds(1)).build());

    assertThat(issues())
        .singleElement()
        .satisfies(issue -> assertThat(issue).containsEntry("status", "resolved"));
  }

  @Test
  void eventsOfADiscardedIssueAreDroppedAndCounted() {
    writers.store(anEvent(project.id()).hashed("a").build());
    TestDatabase.execute(
        "UPDATE issues SET status = 'discarded' WHERE project_id = ?", project.id());
    var dropped = anEvent(project.id()).hashed("a").build();

    writers.store(dropped);
    writers.store(dropped);

    assertThat(ofProject("SELECT * FROM events WHERE project_id = ?::uuid")).hasSize(1);
    assertThat(eventCounts()).containsExactly(1L);
    assertThat(outcome("discarded")).isEqualTo(1);
  }

  @Test
  void aUserCountsOnceForAnIssue() {
    writers.store(
        anEvent(project.id()).ofUser("id:1").build(),
        anEvent(project.id()).ofUser("id:1").build(),
        anEvent(project.id()).ofUser("id:2").build());

    writers.store(anEvent(project.id()).ofUser("id:2").build());

    assertThat(issues())
        .singleElement()
        .satisfies(issue -> assertThat(issue).containsEntry("user_count", 2L));
  }

  @Test
  void keysAndValuesOfTagsAreBoundedAndTheRestIsCounted() {
    var events =
        IntStream.range(0, 1_100)
            .mapToObj(
                i ->
                    anEvent(project.id())
                        .withTags(Map.of("request", "r" + i, "key" + (i % 30), "v", "os", "Linux"))
                        .build())
            .toList();

    writers.storeAtOnce(
        List.of(
            List.of(events.subList(0, 400)),
            List.of(events.subList(400, 800)),
            List.of(events.subList(800, 1_100))));

    var keys = ofProject("SELECT * FROM tag_keys WHERE project_id = ?::uuid");
    assertThat(keys.stream().filter(k -> String.valueOf(k.get("key")).startsWith("key")))
        .hasSizeLessThanOrEqualTo(20);
    assertThat(
            ofProject(
                "SELECT sum(count)::bigint AS n FROM tag_rollups WHERE key = 'os' AND project_id = ?::uuid"))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("n", 1_100L));
    assertThat(ofProject("SELECT DISTINCT key FROM tag_rollups WHERE project_id = ?::uuid"))
        .hasSizeLessThanOrEqualTo(4 + 20);
    assertThat(
            ofProject(
                "SELECT DISTINCT value FROM tag_rollups WHERE key = 'request' AND project_id = ?::uuid"))
        .hasSizeLessThanOrEqualTo(1_001);
  }

  @Test
  void eventsOfAProjectThatIsGoneAreDropped() {
    var stored = writers.store(anEvent(UUID.randomUUID()).build(), anEvent(project.id()).build());

    assertThat(stored.orphaned()).isEqualTo(1);
    assertThat(stored.accepted()).isEqualTo(1);
  }

  private List<GroupedEvent> tenEvents(String... hashes) {
    return IntStream.range(0, 10)
        .mapToObj(i -> anEvent(project.id()).hashed(hashes).build())
        .toList();
  }

  private List<Map<String, @Nullable Object>> issues() {
    return ofProject("SELECT * FROM issues WHERE project_id = ?::uuid");
  }

  private List<Long> eventCounts() {
    return issues().stream()
        .map(issue -> (Long) Objects.requireNonNull(issue.get("event_count")))
        .toList();
  }

  private List<Map<String, @Nullable Object>> ofProject(String sql) {
    return TestDatabase.query(sql, project.id().toString());
  }

  private long outcome(String outcome) {
    return TestDatabase.query(
            "SELECT coalesce(sum(count), 0)::bigint AS n FROM outcomes WHERE project_id = ? AND outcome = ?",
            project.id(),
            outcome)
        .stream()
        .mapToLong(row -> (Long) Objects.requireNonNull(row.get("n")))
        .sum();
  }

  private static OffsetDateTime at(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
