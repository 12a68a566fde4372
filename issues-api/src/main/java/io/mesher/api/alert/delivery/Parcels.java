package io.mesher.api.alert.delivery;

import io.mesher.api.alert.AlertConfig;
import io.mesher.api.mail.Post;
import io.mesher.api.sql.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Claims deliveries that are due: each by one replica, of a rule one at a time. */
@ApplicationScoped
class Parcels {
  /** An attempt that has not been recorded so long after its time was its replica's last. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private static final String CLAIM =
      """
      WITH due AS (
        SELECT d.id FROM deliveries d JOIN alert_rules r ON r.id = d.rule_id
        WHERE d.status = 'pending' AND d.next_attempt_at <= now()
          AND (r.failing_since IS NOT NULL) = $1 AND d.rule_id <> ALL ($2::uuid[])
          AND d.id = (
            SELECT e.id FROM deliveries e
            WHERE e.rule_id = d.rule_id AND e.status = 'pending' AND e.next_attempt_at <= now()
            ORDER BY e.next_attempt_at, e.id LIMIT 1)
        ORDER BY d.next_attempt_at LIMIT $3 FOR NO KEY UPDATE OF d SKIP LOCKED),
      claimed AS (
        UPDATE deliveries d
        SET attempts = d.attempts + 1, next_attempt_at = now()
          + make_interval(secs => CASE d.channel WHEN 'email' THEN $5::float8 ELSE $4::float8 END)
        FROM due WHERE d.id = due.id AND d.status = 'pending' AND d.next_attempt_at <= now()
        RETURNING d.*)
      SELECT c.id, c.alert_id, c.rule_id, c.action_json::text AS action_json, c.attempts,
        c.created_at, c.action_json = r.action_json AS is_rule_action, r.name AS rule_name,
        r.secret_version, a.project_id, a.message,
        a.condition_snapshot::text AS condition_snapshot, a.details::text AS details,
        a.triggered_at, a.cause LIKE 'test:%' AS is_test, p.number AS project_number,
        p.name AS project_name
      FROM claimed c JOIN alert_rules r ON r.id = c.rule_id JOIN alerts a ON a.id = c.alert_id
      JOIN projects p ON p.id = a.project_id
      """;

  private final Pool pool;
  private final double leaseSeconds;
  private final double mailLeaseSeconds;

  Parcels(Pool pool, AlertConfig config) {
    this.pool = pool;
    this.leaseSeconds = config.attemptTimeout().plus(GRACE).toSeconds();
    this.mailLeaseSeconds = Post.PATIENCE.plus(GRACE).toSeconds();
  }

  /**
   * Claims for one attempt each.
   *
   * @param failing whether of rules whose target failed lately, or of the others
   * @param busy rules that are not to be claimed
   */
  Uni<List<Parcel>> claim(boolean failing, Collection<UUID> busy, int most) {
    if (most <= 0) {
      return Uni.createFrom().item(List.of());
    }
    return pool.preparedQuery(CLAIM)
        .execute(Tuple.of(failing, busy.toArray(UUID[]::new), most, leaseSeconds, mailLeaseSeconds))
        .map(rows -> Rows.list(rows, Parcel::of));
  }
}
