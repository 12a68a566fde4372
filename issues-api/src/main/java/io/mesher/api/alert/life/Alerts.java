package io.mesher.api.alert.life;

import io.mesher.api.sql.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Alerts after they fired. */
@ApplicationScoped
class Alerts {
  private static final String NEWEST =
      """
      SELECT a.id, a.rule_id, a.project_id, a.status, a.message,
        a.condition_snapshot::text AS condition_snapshot, a.triggered_at, a.acknowledged_at,
        a.resolved_at, r.name AS rule_name, a.details::text AS details
      FROM alerts a JOIN alert_rules r ON r.id = a.rule_id
      WHERE a.project_id = $1 AND ($2::text IS NULL OR a.status = $2)
      ORDER BY a.triggered_at DESC, a.id DESC LIMIT 50
      """;

  private static final String ACKNOWLEDGE =
      """
      UPDATE alerts SET status = 'acknowledged', acknowledged_at = now()
      WHERE id = $1 AND status = 'active'
      """;

  private static final String RESOLVE =
      """
      UPDATE alerts SET status = 'resolved', resolved_at = now()
      WHERE id = $1 AND status <> 'resolved'
      """;

  private final Pool pool;

  Alerts(Pool pool) {
    this.pool = pool;
  }

  /** The 50 newest. */
  Uni<List<AlertView>> newest(UUID project, @Nullable AlertStatus status) {
    return pool.preparedQuery(NEWEST)
        .execute(Tuple.of(project, status == null ? null : status.wire()))
        .map(rows -> Rows.list(rows, AlertView::of));
  }

  /** How many changed: one that is not active is past that. */
  Uni<Integer> acknowledge(UUID alert) {
    return pool.preparedQuery(ACKNOWLEDGE).execute(Tuple.of(alert)).map(rows -> rows.rowCount());
  }

  /** How many changed. */
  Uni<Integer> resolve(UUID alert) {
    return pool.preparedQuery(RESOLVE).execute(Tuple.of(alert)).map(rows -> rows.rowCount());
  }
}
