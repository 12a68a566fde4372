package io.mesher.api.alert.rule;

import io.mesher.api.problem.ConflictException;
import io.mesher.api.problem.NotFoundException;
import io.mesher.api.sql.Rows;
import io.mesher.api.sql.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Life of rules. */
@ApplicationScoped
class AlertRules {
  /** The most rules of one project: each is looked at every few seconds. */
  static final int MOST = 100;

  private static final String LIST =
      "SELECT "
          + Rule.COLUMNS
          + " FROM alert_rules r WHERE project_id = $1 ORDER BY created_at, id";

  private static final String LOCK =
      "SELECT " + Rule.COLUMNS + " FROM alert_rules r WHERE id = $1 FOR NO KEY UPDATE";

  private static final String INSERT =
      """
      INSERT INTO alert_rules (project_id, name, condition_json, action_json, cooldown_minutes)
      SELECT $1, $2, CAST($3::text AS jsonb), CAST($4::text AS jsonb), $5
      WHERE (SELECT count(*) FROM alert_rules WHERE project_id = $1) < $6
      RETURNING id
      """;

  /** A new action is worth a try, whatever became of the one before. */
  private static final String CHANGE =
      """
      UPDATE alert_rules SET name = $2, condition_json = CAST($3::text AS jsonb),
        action_json = CAST($4::text AS jsonb), cooldown_minutes = $5,
        failing_since = CASE WHEN action_json = CAST($4::text AS jsonb) THEN failing_since END,
        target_disabled_at =
          CASE WHEN action_json = CAST($4::text AS jsonb) THEN target_disabled_at END
      WHERE id = $1 AND (name, condition_json, action_json, cooldown_minutes)
        IS DISTINCT FROM ($2::text, CAST($3::text AS jsonb), CAST($4::text AS jsonb), $5::int)
      """;

  /** Switched on, its target gets another chance; switched off, what waits is not told any more. */
  private static final String TOGGLE =
      """
      UPDATE alert_rules SET enabled = $2, evaluated_at = now(),
        failing_since = CASE WHEN $2 THEN NULL ELSE failing_since END,
        target_disabled_at = CASE WHEN $2 THEN NULL ELSE target_disabled_at END
      WHERE id = $1 AND (enabled <> $2 OR ($2 AND target_disabled_at IS NOT NULL))
      """;

  private static final String FORGET_WAITING =
      "UPDATE alert_causes SET told = true WHERE rule_id = $1 AND NOT told";

  private static final String DELETE = "DELETE FROM alert_rules WHERE id = $1";

  private static final String ROTATE =
      """
      UPDATE alert_rules SET secret_version = secret_version + 1 WHERE id = $1
      RETURNING secret_version
      """;

  private final Pool pool;
  private final Transactions transactions;

  AlertRules(Pool pool, Transactions transactions) {
    this.pool = pool;
    this.transactions = transactions;
  }

  Uni<List<RuleView>> of(UUID project) {
    return pool.preparedQuery(LIST)
        .execute(Tuple.of(project))
        .map(rows -> Rows.list(rows, row -> RuleView.of(Rule.of(row))));
  }

  Uni<UUID> create(
      UUID project, String name, Condition condition, Action action, int cooldownMinutes) {
    return pool.preparedQuery(INSERT)
        .execute(
            Tuple.of(
                project,
                name,
                RuleJson.write(condition),
                RuleJson.write(action),
                cooldownMinutes,
                MOST))
        .map(rows -> Rows.first(rows, row -> row.getUUID("id")))
        .map(
            made ->
                made.orElseThrow(
                    () -> new ConflictException("too many alert rules (max " + MOST + ")")));
  }

  /** What a rule shall be from now on. */
  record Next(String name, Condition condition, Action action, int cooldownMinutes) {}

  /** How many rows differ after it. */
  Uni<Integer> change(UUID rule, Function<Rule, Uni<Next>> change) {
    return transactions.run(
        connection ->
            locked(connection, rule)
                .chain(change::apply)
                .chain(
                    next ->
                        connection
                            .preparedQuery(CHANGE)
                            .execute(
                                Tuple.of(
                                    rule,
                                    next.name(),
                                    RuleJson.write(next.condition()),
                                    RuleJson.write(next.action()),
                                    next.cooldownMinutes())))
                .map(rows -> rows.rowCount()));
  }

  private static Uni<Rule> locked(SqlConnection connection, UUID rule) {
    return connection
        .preparedQuery(LOCK)
        .execute(Tuple.of(rule))
        .map(rows -> Rows.first(rows, Rule::of))
        .map(found -> found.orElseThrow(() -> new NotFoundException("alert rule")));
  }

  /** Switches it, where it is not as it shall be already. */
  Uni<Void> toggle(UUID rule, boolean enabled) {
    return transactions.run(
        connection ->
            locked(connection, rule)
                .chain(() -> connection.preparedQuery(TOGGLE).execute(Tuple.of(rule, enabled)))
                .call(
                    () ->
                        enabled
                            ? Uni.createFrom().voidItem()
                            : connection.preparedQuery(FORGET_WAITING).execute(Tuple.of(rule)))
                .replaceWithVoid());
  }

  Uni<Integer> delete(UUID rule) {
    return pool.preparedQuery(DELETE).execute(Tuple.of(rule)).map(rows -> rows.rowCount());
  }

  /** The version of the secret that signs from now on. */
  Uni<Integer> rotateSecret(UUID rule) {
    return pool.preparedQuery(ROTATE)
        .execute(Tuple.of(rule))
        .map(rows -> Rows.first(rows, row -> row.getInteger("secret_version")))
        .map(found -> found.orElseThrow(() -> new NotFoundException("alert rule")));
  }
}
