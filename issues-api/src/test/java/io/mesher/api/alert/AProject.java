package io.mesher.api.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;

import io.mesher.api.support.Person;
import io.mesher.contracts.codec.RecordCodec;
import io.mesher.contracts.issue.IssueChanged;
import io.mesher.contracts.topic.Topic;
import io.mesher.testkit.server.TestDatabase;
import io.mesher.testkit.server.TopicWriter;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A project that rules watch, and what writers would tell of it. */
public final class AProject {
  private static final RecordCodec<IssueChanged> CODEC = RecordCodec.json(IssueChanged.class);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Person person = Person.register();
  private final String id = person.makeProject();

  public String id() {
    return id;
  }

  /** Whoever owns it. */
  public Person owner() {
    return person;
  }

  /** A rule that tells somebody of new issues; what its making answered. */
  public JsonPath ruleTelling(String action) {
    return person
        .call()
        .body(
            """
            {"name": "tell", "condition": {"condition_type": "new_issue"},
             "action": %s, "cooldown_minutes": 0}"""
                .formatted(action))
        .post("/api/v1/projects/" + id + "/alert-rules")
        .then()
        .statusCode(201)
        .extract()
        .jsonPath();
  }

  /** Fires a rule as a test; the alert's id. */
  public String test(String rule) {
    return person
        .call()
        .post("/api/v1/alert-rules/" + rule + "/test")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  /** An alert's only delivery, as the API shows it. */
  public JsonPath delivery(String alert) {
    return person
        .call()
        .get("/api/v1/alerts/" + alert + "/deliveries")
        .then()
        .statusCode(200)
        .body("$", hasSize(1))
        .extract()
        .jsonPath()
        .setRootPath("[0]");
  }

  /** The same, as soon as it is in a status. */
  public JsonPath awaitDelivery(String alert, String status) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> delivery(alert), delivery -> status.equals(delivery.getString("status")));
  }

  /** Waits for an attempt with this outcome. */
  public void awaitAttempt(String alert, String detail) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(delivery(alert).getList("attempts.detail")).contains(detail));
  }

  /** Makes the next attempt due now. */
  public static void makeDue(String alert) {
    TestDatabase.execute(
        "UPDATE deliveries SET next_attempt_at = now() WHERE alert_id = CAST(? AS uuid)", alert);
  }

  /** A rule; its id. */
  public String rule(String condition, int cooldownMinutes) {
    return person
        .call()
        .body(
            """
            {"name": "watch", "condition": %s, "cooldown_minutes": %d}"""
                .formatted(condition, cooldownMinutes))
        .post("/api/v1/projects/" + id + "/alert-rules")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  /** A change as the storage-writer tells it. */
  public IssueChanged change(String action, long version, String level, String title) {
    return new IssueChanged(
        UUID.fromString(id),
        UUID.randomUUID(),
        version,
        action,
        "unresolved",
        level,
        title,
        Instant.now(),
        null);
  }

  public IssueChanged newIssue(String title) {
    return change("new", 1, "error", title);
  }

  /** Publishes changes, in order, and waits for their acknowledgement. */
  public static void publish(List<IssueChanged> changes) {
    try (var topic = new TopicWriter()) {
      changes.forEach(
          change ->
              topic.send(
                  new ProducerRecord<>(
                      Topic.Names.ISSUES_CHANGED,
                      change.issueId().toString(),
                      CODEC.encode(change))));
    }
  }

  /** Adds to the roll-up of the present minute, as a writer does. */
  public void events(int count, String level, String environment) {
    events(count, level, environment, 0);
  }

  public void events(int count, String level, String environment, int minutesAgo) {
    TestDatabase.execute(
        "INSERT INTO event_rollups_minute AS r (project_id, bucket, level, environment, shard,"
            + " count) VALUES (CAST(? AS uuid), date_trunc('minute', now(), 'UTC')"
            + " - make_interval(mins => ?), ?, ?, 0, ?) ON CONFLICT (project_id, bucket, level,"
            + " environment, shard) DO UPDATE SET count = r.count + excluded.count",
        id,
        minutesAgo,
        level,
        environment,
        count);
  }

  /** What happened moves into the past. */
  public void age(int minutes) {
    TestDatabase.execute(
        "UPDATE event_rollups_minute SET bucket = bucket - make_interval(mins => ?)"
            + " WHERE project_id = CAST(? AS uuid)",
        minutes,
        id);
  }

  /** A rule's cooldown and alerts move into the past. */
  public static void age(String rule, int minutes) {
    TestDatabase.execute(
        "UPDATE alert_rules SET last_fired_at = last_fired_at - make_interval(mins => ?)"
            + " WHERE id = CAST(? AS uuid)",
        minutes,
        rule);
    TestDatabase.execute(
        "UPDATE alerts SET triggered_at = triggered_at - make_interval(mins => ?),"
            + " false_since = false_since - make_interval(mins => ?)"
            + " WHERE rule_id = CAST(? AS uuid)",
        minutes,
        minutes,
        rule);
  }

  /** The alerts, oldest first. */
  public List<Map<String, @Nullable Object>> alerts() {
    return TestDatabase.query(
        "SELECT rule_id::text, status, message, (details->>'count')::int AS count, false_since,"
            + " resolved_at FROM alerts WHERE project_id = CAST(? AS uuid)"
            + " ORDER BY triggered_at, message",
        id);
  }

  /** Their messages, oldest first. */
  public List<String> messages() {
    return alerts().stream()
        .map(alert -> (String) Objects.requireNonNull(alert.get("message")))
        .toList();
  }

  /** What was told to streams. */
  public List<Map<String, @Nullable Object>> told() {
    return TestDatabase.query(
        "SELECT payload->>'message' AS message FROM outbox"
            + " WHERE topic = 'mesher.alerts.fired' AND key = ? ORDER BY id",
        id);
  }
}
