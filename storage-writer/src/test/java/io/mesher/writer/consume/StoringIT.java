package io.mesher.writer.consume;

import static io.mesher.writer.EventBuilder.anEvent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.contracts.codec.Micros;
import io.mesher.contracts.codec.RecordCodec;
import io.mesher.contracts.event.DeadEvent;
import io.mesher.contracts.event.GroupedEvent;
import io.mesher.contracts.event.StoredEvent;
import io.mesher.contracts.issue.IssueChanged;
import io.mesher.contracts.topic.Topic;
import io.mesher.testkit.fixture.TestProject;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.mesher.testkit.server.TopicReader;
import io.mesher.testkit.server.TopicWriter;
import io.mesher.writer.database.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class StoringIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final RecordCodec<StoredEvent> STORED = RecordCodec.json(StoredEvent.class);
  private static final RecordCodec<IssueChanged> CHANGED = RecordCodec.json(IssueChanged.class);

  @Inject Database database;

  private final TestProject project = TestProject.create();

  @Test
  void anEventBecomesARowAnIssueASummaryAndANotice() {
    try (var summaries = TopicReader.fromNow(Topic.Names.EVENTS_STORED);
        var notices = TopicReader.fromNow(Topic.Names.ISSUES_CHANGED)) {
      var event = anEvent(project.id()).withMessage("no stock left").build();

      send(event);

      var summary =
          STORED.decode(
              summaries
                  .await(1, SOON, record -> project.id().toString().equals(record.key()))
                  .getFirst()
                  .value());
      assertThat(summary.eventId()).isEqualTo(event.eventId());
      assertThat(summary.newIssue()).isTrue();
      assertThat(rows())
          .singleElement()
          .satisfies(row -> assertThat(row).containsEntry("message", "no stock left"))
          .satisfies(row -> assertThat(row).containsEntry("issue_id", summary.issueId()));
      assertThat(issues())
          .singleElement()
          .satisfies(issue -> assertThat(issue).containsEntry("event_count", 1L));
      var notice =
          CHANGED.decode(
              notices
                  .await(1, SOON, record -> summary.issueId().toString().equals(record.key()))
                  .getFirst()
                  .value());
      assertThat(notice.action()).isEqualTo("new");
      assertThat(notice.version()).isEqualTo(1);
    }
  }

  @Test
  void aRedeliveredRecordIsCountedOnceAndItsSummaryPublishedAgain() {
    try (var summaries = TopicReader.fromNow(Topic.Names.EVENTS_STORED)) {
      var event = anEvent(project.id()).build();

      send(event, event);

      summaries.await(
          1, SOON, record -> STORED.decode(record.value()).eventId().equals(event.eventId()));
      send(event);
      summaries.await(
          2, SOON, record -> STORED.decode(record.value()).eventId().equals(event.eventId()));
      assertThat(rows()).hasSize(1);
      assertThat(issues())
          .singleElement()
          .satisfies(issue -> assertThat(issue).containsEntry("event_count", 1L));
    }
  }

  @Test
  void aDayWithoutATableGetsOne() {
    var lastMonth = Micros.truncate(Instant.now()).minus(33, ChronoUnit.DAYS);

    send(anEvent(project.id()).receivedAt(lastMonth).build());

    await().atMost(SOON).untilAsserted(() -> assertThat(rows()).hasSize(1));
  }

  @Test
  void anUnreadableRecordGoesToTheDeadLettersAndHoldsNothingUp() {
    try (var dead = TopicReader.fromNow(Topic.Names.EVENTS_DEAD)) {
      var key = UUID.randomUUID().toString();
      try (var writer = new TopicWriter()) {
        writer.send(new ProducerRecord<>(Topic.Names.EVENTS_GROUPED, 0, key, new byte[] {1, 2, 3}));
        writer.send(record(0, anEvent(project.id()).build()));
      }

      var letter = dead.await(1, SOON, record -> key.equals(record.key())).getFirst();

      assertThat(letter.value()).containsExactly(1, 2, 3);
      assertThat(DeadEvent.readFrom(letter.headers()).topic())
          .isEqualTo(Topic.Names.EVENTS_GROUPED);
      await().atMost(SOON).untilAsserted(() -> assertThat(rows()).hasSize(1));
    }
  }

  @Test
  void anEventThatPostgresRefusesDiesAloneOfItsBatch() {
    try (var dead = TopicReader.fromNow(Topic.Names.EVENTS_DEAD)) {
      var poison = anEvent(project.id()).withMessage("a NUL \0 inside").build();

      send(
          anEvent(project.id()).build(),
          anEvent(project.id()).build(),
          poison,
          anEvent(project.id()).build());

      var codec = RecordCodec.groupedEvents();
      var letter =
          dead.await(
                  1,
                  SOON,
                  record ->
                      record.value().length > 3
                          && codec.decode(record.value()).eventId().equals(poison.eventId()))
              .getFirst();
      assertThat(DeadEvent.readFrom(letter.headers()).reason()).contains("22021");
      await().atMost(SOON).untilAsserted(() -> assertThat(rows()).hasSize(3));
    }
  }

  @Test
  void aFrozenWriterHoldsWhatItLockedForSecondsOnly() throws SQLException {
    var event = anEvent(project.id()).build();
    try (var frozen = TestDatabase.connect();
        var statement = frozen.createStatement()) {
      statement.execute(
          "SET idle_in_transaction_session_timeout = '%s'"
              .formatted(setting("idle_in_transaction_session_timeout")));
      frozen.setAutoCommit(false);
      statement.execute(
          "INSERT INTO event_ids VALUES ('%s', '%s', now())"
              .formatted(project.id(), event.eventId()));

      send(event);

      await().atMost(SOON).untilAsserted(() -> assertThat(rows()).hasSize(1));
    }
    assertThat(issues())
        .singleElement()
        .satisfies(issue -> assertThat(issue).containsEntry("event_count", 1L));
  }

  @Test
  void sessionsGiveUpOnLocksAndStatements() {
    assertThat(setting("idle_in_transaction_session_timeout")).isEqualTo("5s");
    assertThat(setting("lock_timeout")).isEqualTo("4s");
    assertThat(setting("statement_timeout")).isEqualTo("10s");
  }

  /** As the service's own sessions have it. */
  private String setting(String name) {
    return database.run("SELECT current_setting($1)", name).iterator().next().getString(0);
  }

  private List<Map<String, @Nullable Object>> rows() {
    return TestDatabase.query("SELECT * FROM events WHERE project_id = ?", project.id());
  }

  private List<Map<String, @Nullable Object>> issues() {
    return TestDatabase.query("SELECT * FROM issues WHERE project_id = ?", project.id());
  }

  private static void send(GroupedEvent... events) {
    try (var writer = new TopicWriter()) {
      for (var event : events) {
        writer.send(record(null, event));
      }
    }
  }

  private static ProducerRecord<String, byte[]> record(
      @Nullable Integer partition, GroupedEvent event) {
    return new ProducerRecord<>(
        Topic.Names.EVENTS_GROUPED,
        partition,
        event.projectId() + ":" + event.fingerprint(),
        RecordCodec.groupedEvents().encode(event));
  }
}
