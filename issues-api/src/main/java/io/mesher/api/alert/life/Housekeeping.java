package io.mesher.api.alert.life;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Forgets what nobody asks for any more: alerts 90 days after they were resolved, and the memory of
 * transitions long after their topic has lost them. In bounded steps, so that no lock is long.
 */
@ApplicationScoped
class Housekeeping {
  private static final Logger LOG = Logger.getLogger(Housekeeping.class);

  private static final String ALERTS =
      """
      DELETE FROM alerts WHERE id IN (
        SELECT id FROM alerts WHERE status = 'resolved' AND resolved_at < now() - interval '90 days'
        ORDER BY resolved_at LIMIT 1000 FOR UPDATE SKIP LOCKED)
      """;

  /** How many people an issue affects is not told again as long as there is the issue. */
  private static final String CAUSES =
      """
      DELETE FROM alert_causes WHERE (rule_id, cause) IN (
        SELECT c.rule_id, c.cause FROM alert_causes c
        WHERE c.told AND c.seen_at < now() - interval '14 days'
          AND (c.cause NOT LIKE 'users:%'
            OR NOT EXISTS (SELECT 1 FROM issues i WHERE i.id = c.issue_id))
        LIMIT 5000 FOR UPDATE SKIP LOCKED)
      """;

  private final Pool pool;

  Housekeeping(Pool pool) {
    this.pool = pool;
  }

  @Scheduled(every = "10m", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> tidy() {
    return pool.query(ALERTS)
        .execute()
        .chain(() -> pool.query(CAUSES).execute())
        .onFailure()
        .invoke(failure -> LOG.warnf("old alerts go later: %s", failure.getMessage()))
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }
}
