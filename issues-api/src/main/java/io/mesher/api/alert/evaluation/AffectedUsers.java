package io.mesher.api.alert.evaluation;

import io.mesher.api.alert.rule.Rule;
import io.mesher.api.sql.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** Issues that happened lately and that more people have met than a rule allows. */
@ApplicationScoped
class AffectedUsers {
  /** An hour back, as an event may be stored long after it was received. */
  private static final String ISSUES =
      """
      SELECT i.id, i.title, c.cause FROM issues i
      CROSS JOIN LATERAL (SELECT 'users:' || i.id || ':'
        || coalesce(extract(epoch FROM i.regressed_at)::text, '') AS cause) AS c
      WHERE i.project_id = $1 AND i.deleted_at IS NULL AND i.status = 'unresolved'
        AND i.last_seen >= (SELECT evaluated_at FROM alert_rules WHERE id = $2) - interval '1 hour'
        AND i.user_count > $3 AND ($4::text IS NULL OR i.level = $4)
        AND NOT EXISTS (
          SELECT 1 FROM alert_causes k WHERE k.rule_id = $2 AND k.cause = c.cause)
      ORDER BY i.last_seen DESC, i.id LIMIT 500
      """;

  private final Sightings sightings;
  private final EvaluationMetrics metrics;

  AffectedUsers(Sightings sightings, EvaluationMetrics metrics) {
    this.sightings = sightings;
    this.metrics = metrics;
  }

  /** Looks at a rule that the caller has locked. */
  Uni<Void> look(SqlConnection connection, Rule rule) {
    return connection
        .preparedQuery(ISSUES)
        .execute(
            Tuple.of(
                rule.projectId(), rule.id(), rule.condition().limit(), rule.condition().level()))
        .map(rows -> Rows.list(rows, AffectedUsers::sighting))
        .invoke(() -> metrics.evaluated(rule.condition().conditionType()))
        .chain(seen -> sightings.judge(connection, rule.id(), seen));
  }

  private static Sighting sighting(Row row) {
    return new Sighting(row.getString("cause"), row.getUUID("id"), row.getString("title"));
  }
}
