package io.mesher.api.alert.evaluation;

import io.mesher.api.alert.rule.Condition;
import io.mesher.api.alert.rule.Rule;
import io.mesher.api.sql.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * What roll-ups say of a rule's window. They are by the minute: the window is the running minute
 * and as many whole ones before it as it is long, so that nothing falls between two looks.
 *
 * @param events in the window
 * @param usual events of a window of this length, of the 24 hours before it; 0 without history
 */
record Measurement(long events, double usual) {
  private static final String EVENTS =
      """
      SELECT coalesce(sum(count), 0)::bigint AS events, 0::float8 AS usual
      FROM event_rollups_minute
      WHERE project_id = $1
        AND bucket >= date_trunc('minute', now(), 'UTC') - make_interval(mins => $2)
        AND ($3::text IS NULL OR level = $3) AND ($4::text IS NULL OR environment = $4)
      """;

  private static final String EVENTS_AND_USUAL =
      """
      SELECT w.events, h.events * $2 / 1440.0::float8 AS usual
      FROM (%s) AS w
      CROSS JOIN (
        SELECT coalesce(sum(count), 0)::bigint AS events FROM event_rollups_minute
        WHERE project_id = $1
          AND bucket < date_trunc('minute', now(), 'UTC') - make_interval(mins => $2)
          AND bucket >=
            date_trunc('minute', now(), 'UTC') - make_interval(mins => $2) - interval '24 hours'
          AND ($3::text IS NULL OR level = $3) AND ($4::text IS NULL OR environment = $4)) AS h
      """
          .formatted(EVENTS);

  static Uni<Measurement> of(SqlConnection connection, Rule rule) {
    var condition = rule.condition();
    return connection
        .preparedQuery(
            switch (condition.conditionType()) {
              case SPIKE -> EVENTS_AND_USUAL;
              default -> EVENTS;
            })
        .execute(
            Tuple.of(
                rule.projectId(), condition.minutes(), condition.level(), condition.environment()))
        .map(rows -> Rows.first(rows, Measurement::of).orElseThrow());
  }

  private static Measurement of(Row row) {
    return new Measurement(row.getLong("events"), row.getDouble("usual"));
  }

  boolean exceeds(Condition condition) {
    return switch (condition.conditionType()) {
      case SPIKE -> events > condition.limit() && events > condition.times() * usual;
      default -> events > condition.limit();
    };
  }
}
