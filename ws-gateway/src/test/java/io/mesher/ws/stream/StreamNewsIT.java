package io.mesher.ws.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.contracts.alert.AlertFired;
import io.mesher.contracts.codec.RecordCodec;
import io.mesher.contracts.issue.IssueChanged;
import io.mesher.contracts.topic.Topic;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** What a stream tells of issues and alerts. */
@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class StreamNewsIT extends WatchedProject {
  private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

  @Test
  void aChangeOfAnIssueIsToldOnceAndWhatIsOlderIsNot() {
    var issue = anUnresolvedIssue();
    try (var socket = open()) {
      change(issue, 3, "resolved");
      change(issue, 3, "resolved");
      change(issue, 2, "assigned");
      change(issue, 4, "unresolved");

      socket.await(message -> "unresolved".equals(message.getString("action")));
      assertThat(socket.heard())
          .filteredOn(message -> "issue".equals(message.getString("type")))
          .extracting(message -> message.getString("action"))
          .containsExactly("resolved", "unresolved");
      assertThat(socket.awaitType("issue").getString("issue_id")).isEqualTo(issue.toString());
    }
  }

  @Test
  void manyChangesBecomeOneCountASecond() {
    try (var socket = open()) {
      for (int i = 0; i < 20; i++) {
        change(anUnresolvedIssue(), 1, "new");
      }

      socket.await(
          message ->
              "issue_count".equals(message.getString("type"))
                  && message.getLong("count") == 20
                  && message.getString("project_id").equals(project.id().toString()));
      assertThat(socket.heard())
          .filteredOn(message -> "issue_count".equals(message.getString("type")))
          .hasSizeLessThan(15);
    }
  }

  @Test
  void anAlertIsToldToTheLetter() {
    try (var socket = open()) {
      var alert =
          new AlertFired(
              project.id(),
              UUID.randomUUID(),
              UUID.randomUUID(),
              "too many",
              Map.of("condition_type", "threshold", "threshold", 5),
              "more than 5 events",
              NOW);

      send(Topic.ALERTS_FIRED, project.id().toString(), AlertFired.class, alert);

      var told = socket.awaitType("alert");
      assertThat(told.getString("alert_id")).isEqualTo(alert.alertId().toString());
      assertThat(told.getString("rule_name")).isEqualTo("too many");
      assertThat(told.getString("message")).isEqualTo("more than 5 events");
      assertThat(told.getJsonObject("condition").getInteger("threshold")).isEqualTo(5);
    }
  }

  private UUID anUnresolvedIssue() {
    var id = UUID.randomUUID();
    TestDatabase.execute(
        "INSERT INTO issues (id, project_id, fingerprint, title, level, first_seen, last_seen,"
            + " grouping_version) VALUES (?, ?, ?, 't', 'error', now(), now(), 1)",
        id,
        project.id(),
        id.toString());
    return id;
  }

  private void change(UUID issue, long version, String action) {
    send(
        Topic.ISSUES_CHANGED,
        issue.toString(),
        IssueChanged.class,
        new IssueChanged(
            project.id(), issue, version, action, "unresolved", "error", "t", NOW, null));
  }

  private <T> void send(Topic topic, String key, Class<T> type, T value) {
    writer.send(new ProducerRecord<>(topic.topicName(), key, RecordCodec.json(type).encode(value)));
  }
}
