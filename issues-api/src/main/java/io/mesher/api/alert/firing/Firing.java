package io.mesher.api.alert.firing;

import io.mesher.api.alert.rule.Action;
import io.mesher.api.alert.rule.ActionType;
import io.mesher.api.alert.rule.Rule;
import io.mesher.api.alert.rule.RuleJson;
import io.mesher.api.outbox.Outbox;
import io.mesher.api.sql.Rows;
import io.mesher.contracts.alert.AlertFired;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes alerts. The row, the rule's cooldown, the message to streams and the delivery are one
 * transaction: the caller's, which holds the rule's lock. For the same cause a rule fires once.
 */
@ApplicationScoped
public class Firing {
  private static final String INSERT =
      """
      INSERT INTO alerts (rule_id, project_id, message, condition_snapshot, cause, details, status,
        resolved_at)
      VALUES ($1, $2, $3, CAST($4::text AS jsonb), $5, CAST($6::text AS jsonb), $7,
        CASE WHEN $7 = 'resolved' THEN now() END)
      ON CONFLICT (rule_id, cause) DO NOTHING
      RETURNING id, triggered_at
      """;

  private static final String COOL_DOWN =
      "UPDATE alert_rules SET last_fired_at = now() WHERE id = $1";

  private static final String DELIVER =
      """
      INSERT INTO deliveries (alert_id, rule_id, channel, action_json)
      VALUES ($1, $2, $3, CAST($4::text AS jsonb))
      """;

  /** The outbox is the delivery: whoever watches hears of it after the commit. */
  private static final String DELIVERED_BY_STREAM =
      """
      WITH delivered AS (
        INSERT INTO deliveries (alert_id, rule_id, channel, action_json, status, attempts,
          finished_at)
        VALUES ($1, $2, $3, CAST($4::text AS jsonb), 'delivered', 1, now()) RETURNING id)
      INSERT INTO delivery_attempts (delivery_id, attempt, started_at, duration_ms, succeeded,
        detail)
      SELECT id, 1, now(), 0, true, 'given to the live stream' FROM delivered
      """;

  private static final String ACTIVE = "active";
  private static final String OVER = "resolved";

  private final Outbox outbox;

  Firing(Outbox outbox) {
    this.outbox = outbox;
  }

  /** An alert that was made. */
  private record Made(UUID id, Instant at) {}

  /** Fires; the alert's id, or nothing when it fired for this cause before. */
  public Uni<Optional<UUID>> fire(SqlConnection connection, Rule rule, String cause, Story story) {
    return insert(connection, rule, cause, story, ACTIVE)
        .call(
            made ->
                made.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : connection.preparedQuery(COOL_DOWN).execute(Tuple.of(rule.id())))
        .call(made -> tell(connection, rule, story, made, rule.action()))
        .map(made -> made.map(Made::id));
  }

  /** Tells something that is over as soon as it is told: it needs nobody's care, nor a cooldown. */
  public Uni<Optional<UUID>> note(
      SqlConnection connection, Rule rule, String cause, Story story, Action action) {
    return insert(connection, rule, cause, story, OVER)
        .call(made -> tell(connection, rule, story, made, action))
        .map(made -> made.map(Made::id));
  }

  private static Uni<Optional<Made>> insert(
      SqlConnection connection, Rule rule, String cause, Story story, String status) {
    return connection
        .preparedQuery(INSERT)
        .execute(
            Tuple.tuple()
                .addValue(rule.id())
                .addValue(rule.projectId())
                .addValue(story.message())
                .addValue(RuleJson.write(rule.condition()))
                .addValue(cause)
                .addValue(RuleJson.write(story.details()))
                .addValue(status))
        .map(
            rows ->
                Rows.first(
                    rows, row -> new Made(row.getUUID("id"), Rows.instant(row, "triggered_at"))));
  }

  private Uni<Void> tell(
      SqlConnection connection, Rule rule, Story story, Optional<Made> made, Action action) {
    if (made.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    var alert = made.get();
    return outbox
        .add(
            connection,
            new AlertFired(
                rule.projectId(),
                alert.id(),
                rule.id(),
                rule.name(),
                RuleJson.object(RuleJson.write(rule.condition())),
                story.message(),
                alert.at()))
        .chain(() -> deliver(connection, rule, alert, action));
  }

  private static Uni<Void> deliver(SqlConnection connection, Rule rule, Made alert, Action action) {
    boolean byStream = action.type() == ActionType.WEBSOCKET;
    if (!byStream && rule.targetDisabledAt() != null && action.equals(rule.action())) {
      return Uni.createFrom().voidItem();
    }
    return connection
        .preparedQuery(byStream ? DELIVERED_BY_STREAM : DELIVER)
        .execute(Tuple.of(alert.id(), rule.id(), action.type().wire(), RuleJson.write(action)))
        .replaceWithVoid();
  }
}
