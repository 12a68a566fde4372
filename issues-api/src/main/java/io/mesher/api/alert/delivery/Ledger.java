package io.mesher.api.alert.delivery;

import io.mesher.api.alert.firing.Firing;
import io.mesher.api.alert.firing.RuleLock;
import io.mesher.api.alert.firing.Story;
import io.mesher.api.alert.rule.Action;
import io.mesher.api.alert.rule.ActionType;
import io.mesher.api.alert.rule.Recipients;
import io.mesher.api.alert.rule.Rule;
import io.mesher.api.sql.Rows;
import io.mesher.api.sql.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Writes down what became of attempts, and what follows for the delivery and its target. */
@ApplicationScoped
class Ledger {
  /** Nothing when another replica has taken the delivery over in the meantime. */
  private static final String ATTEMPT =
      """
      INSERT INTO delivery_attempts (delivery_id, attempt, started_at, duration_ms, succeeded,
        status_code, detail)
      SELECT id, $2, $3, $4, $5, $6, $7 FROM deliveries
      WHERE id = $1 AND attempts = $2 AND status = 'pending'
      ON CONFLICT DO NOTHING
      """;

  private static final String DELIVERED =
      "UPDATE deliveries SET status = 'delivered', finished_at = now() WHERE id = $1";
  private static final String FAILED =
      "UPDATE deliveries SET status = 'failed', finished_at = now() WHERE id = $1";
  private static final String AGAIN =
      "UPDATE deliveries SET next_attempt_at = now() + make_interval(secs => $2) WHERE id = $1";

  private static final String TARGET_WORKS =
      """
      UPDATE alert_rules SET failing_since = NULL, target_error = NULL
      WHERE id = $1 AND failing_since IS NOT NULL
      """;

  private static final String TARGET_FAILS =
      """
      UPDATE alert_rules SET failing_since = coalesce(failing_since, now()), target_error = $2,
        target_disabled_at = CASE
          WHEN failing_since <= now() - make_interval(secs => $3)
          THEN coalesce(target_disabled_at, now()) ELSE target_disabled_at END
      WHERE id = $1 RETURNING target_disabled_at IS NOT NULL AS disabled
      """;

  private static final String ABANDON =
      """
      UPDATE deliveries d SET status = 'abandoned', finished_at = now() FROM alert_rules r
      WHERE d.rule_id = $1 AND r.id = d.rule_id AND d.status = 'pending'
        AND d.action_json = r.action_json
      """;

  private final Transactions transactions;
  private final Firing firing;
  private final Recipients recipients;

  Ledger(Transactions transactions, Firing firing, Recipients recipients) {
    this.transactions = transactions;
    this.firing = firing;
    this.recipients = recipients;
  }

  Uni<Void> record(Parcel parcel, Instant started, int durationMillis, Outcome outcome) {
    return transactions.run(
        connection ->
            RuleLock.take(connection, parcel.ruleId())
                .chain(
                    rule ->
                        rule.isEmpty()
                            ? Uni.createFrom().voidItem()
                            : write(connection, parcel, started, durationMillis, outcome)
                                .chain(
                                    mine ->
                                        mine
                                            ? conclude(connection, rule.get(), parcel, outcome)
                                            : Uni.createFrom().voidItem())));
  }

  private static Uni<Boolean> write(
      SqlConnection connection,
      Parcel parcel,
      Instant started,
      int durationMillis,
      Outcome outcome) {
    return connection
        .preparedQuery(ATTEMPT)
        .execute(
            Tuple.tuple()
                .addValue(parcel.id())
                .addValue(parcel.attempt())
                .addValue(Rows.parameter(started))
                .addValue(durationMillis)
                .addValue(outcome.succeeded())
                .addValue(outcome.statusCode())
                .addValue(outcome.detail()))
        .map(rows -> rows.rowCount() == 1);
  }

  private Uni<Void> conclude(SqlConnection connection, Rule rule, Parcel parcel, Outcome outcome) {
    if (outcome.succeeded()) {
      return run(connection, DELIVERED, Tuple.of(parcel.id()))
          .chain(
              () ->
                  parcel.isRuleAction()
                      ? run(connection, TARGET_WORKS, Tuple.of(parcel.ruleId()))
                      : Uni.createFrom().voidItem());
    }
    return retryOrGiveUp(connection, parcel)
        .chain(
            () ->
                parcel.isRuleAction()
                    ? targetFails(connection, rule, outcome)
                    : Uni.createFrom().voidItem());
  }

  private static Uni<Void> retryOrGiveUp(SqlConnection connection, Parcel parcel) {
    return Backoff.after(parcel.attempt(), parcel.createdAt(), Instant.now())
        .map(pause -> run(connection, AGAIN, Tuple.of(parcel.id(), pause.toMillis() / 1000.0)))
        .orElseGet(() -> run(connection, FAILED, Tuple.of(parcel.id())));
  }

  private Uni<Void> targetFails(SqlConnection connection, Rule rule, Outcome outcome) {
    return connection
        .preparedQuery(TARGET_FAILS)
        .execute(Tuple.of(rule.id(), outcome.detail(), Backoff.PATIENCE.toSeconds() * 1.0))
        .map(rows -> Rows.first(rows, row -> row.getBoolean("disabled")).orElse(false))
        .chain(
            disabled ->
                disabled && rule.targetDisabledAt() == null
                    ? giveUpTarget(connection, rule, outcome)
                    : Uni.createFrom().voidItem());
  }

  /** Says so on the stream, in the list of alerts and by mail to those who can mend it. */
  private Uni<Void> giveUpTarget(SqlConnection connection, Rule rule, Outcome outcome) {
    var story =
        new Story(
            "Nothing is sent to %s any more: it has failed for a day (%s). Mend it and switch “%s” on again"
                .formatted(rule.action().target(), outcome.detail(), rule.name()),
            List.of(),
            0);
    return run(connection, ABANDON, Tuple.of(rule.id()))
        .chain(() -> recipients.managers(rule.projectId()))
        .chain(
            managers ->
                firing.note(
                    connection, rule, "disabled:" + UUID.randomUUID(), story, mail(managers)))
        .replaceWithVoid();
  }

  private static Action mail(List<String> managers) {
    return managers.isEmpty() ? Action.ON_THE_STREAM : new Action(ActionType.EMAIL, null, managers);
  }

  private static Uni<Void> run(SqlConnection connection, String sql, Tuple parameters) {
    return connection.preparedQuery(sql).execute(parameters).replaceWithVoid();
  }
}
