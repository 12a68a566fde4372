package io.mesher.api.alert.evaluation;

import io.mesher.api.alert.firing.Firing;
import io.mesher.api.alert.rule.Rule;
import io.mesher.api.sql.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * A time in which a condition holds: one alert, from the crossing until the condition has been
 * false for one window.
 */
@ApplicationScoped
class Episode {
  private static final String OPEN =
      """
      SELECT id FROM alerts
      WHERE rule_id = $1 AND status <> 'resolved' AND cause LIKE 'episode:%'
      ORDER BY triggered_at DESC LIMIT 1
      """;

  private static final String HOLDS =
      "UPDATE alerts SET false_since = NULL WHERE id = $1 AND false_since IS NOT NULL";

  private static final String HOLDS_NOT =
      """
      UPDATE alerts SET false_since = coalesce(false_since, now()),
        status = CASE WHEN false_since <= now() - make_interval(mins => $2) THEN 'resolved'
          ELSE status END,
        resolved_at = CASE WHEN false_since <= now() - make_interval(mins => $2) THEN now() END
      WHERE id = $1
      """;

  private static final String COOLED =
      """
      SELECT coalesce(last_fired_at + make_interval(mins => cooldown_minutes) <= now(), true) AS yes,
        to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at
      FROM alert_rules WHERE id = $1
      """;

  private final Firing firing;
  private final EvaluationMetrics metrics;

  Episode(Firing firing, EvaluationMetrics metrics) {
    this.firing = firing;
    this.metrics = metrics;
  }

  /** Looks at a rule that the caller has locked. */
  Uni<Void> look(SqlConnection connection, Rule rule) {
    return Measurement.of(connection, rule)
        .invoke(() -> metrics.evaluated(rule.condition().conditionType()))
        .chain(
            measured ->
                connection
                    .preparedQuery(OPEN)
                    .execute(Tuple.of(rule.id()))
                    .map(rows -> Rows.first(rows, row -> row.getUUID("id")))
                    .chain(
                        open -> {
                          boolean holds = measured.exceeds(rule.condition());
                          if (open.isPresent()) {
                            return goOn(connection, rule, open.get(), holds);
                          }
                          return holds
                              ? begin(connection, rule, measured)
                              : Uni.createFrom().voidItem();
                        }));
  }

  private static Uni<Void> goOn(SqlConnection connection, Rule rule, UUID alert, boolean holds) {
    return connection
        .preparedQuery(holds ? HOLDS : HOLDS_NOT)
        .execute(holds ? Tuple.of(alert) : Tuple.of(alert, rule.condition().minutes()))
        .replaceWithVoid();
  }

  private Uni<Void> begin(SqlConnection connection, Rule rule, Measurement measured) {
    return connection
        .preparedQuery(COOLED)
        .execute(Tuple.of(rule.id()))
        .map(rows -> rows.iterator().next())
        .chain(
            row ->
                row.getBoolean("yes")
                    ? firing
                        .fire(
                            connection,
                            rule,
                            "episode:" + row.getString("at"),
                            Wording.ofEvents(rule.condition(), measured.events(), measured.usual()))
                        .replaceWithVoid()
                    : Uni.createFrom().voidItem());
  }
}
