package io.mesher.api.alert.evaluation;

import io.mesher.api.alert.rule.Rule;
import io.mesher.api.sql.Rows;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Tells what was seen while rules cooled down: all of it in one message, with a count. */
@ApplicationScoped
class Digests {
  private static final Logger LOG = Logger.getLogger(Digests.class);

  /** Without a cooldown it is a minute. */
  private static final String CLAIM =
      "SELECT "
          + Rule.COLUMNS
          + """
             FROM alert_rules r
            WHERE r.enabled
              AND EXISTS (SELECT 1 FROM alert_causes c WHERE c.rule_id = r.id AND NOT c.told)
              AND coalesce(r.last_fired_at, '-infinity')
                + make_interval(mins => greatest(r.cooldown_minutes, 1)) <= now()
            ORDER BY r.last_fired_at LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED
            """;

  private static final String FIRST =
      """
      SELECT cause, issue_id, title, count(*) OVER () AS waiting FROM alert_causes
      WHERE rule_id = $1 AND NOT told ORDER BY seen_at, cause LIMIT $2
      """;

  private static final String TOLD =
      "UPDATE alert_causes SET told = true WHERE rule_id = $1 AND NOT told";

  private final Pool pool;
  private final Sightings sightings;

  Digests(Pool pool, Sightings sightings) {
    this.pool = pool;
    this.sightings = sightings;
  }

  @Scheduled(every = "{mesher.alerts.tick}", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> round() {
    return Uni.createFrom()
        .deferred(this::one)
        .repeat()
        .whilst(told -> told)
        .onItem()
        .ignoreAsUni()
        .onFailure()
        .invoke(failure -> LOG.warnf("digests are told later: %s", failure.getMessage()))
        .onFailure()
        .recoverWithNull();
  }

  /** Tells what waits for one rule; whether there was any. */
  Uni<Boolean> one() {
    return pool.withTransaction(
        connection ->
            connection
                .query(CLAIM)
                .execute()
                .map(rows -> Rows.first(rows, Rule::of))
                .chain(
                    rule ->
                        rule.isEmpty()
                            ? Uni.createFrom().item(false)
                            : tell(connection, rule.get()).replaceWith(true)));
  }

  private Uni<Void> tell(SqlConnection connection, Rule rule) {
    return connection
        .preparedQuery(FIRST)
        .execute(Tuple.of(rule.id(), Wording.NAMED))
        .chain(
            rows ->
                sightings.together(
                    connection,
                    rule,
                    Rows.list(rows, Digests::sighting),
                    rows.iterator().next().getLong("waiting")))
        .chain(() -> connection.preparedQuery(TOLD).execute(Tuple.of(rule.id())))
        .replaceWithVoid();
  }

  private static Sighting sighting(Row row) {
    return new Sighting(row.getString("cause"), row.getUUID("issue_id"), row.getString("title"));
  }
}
