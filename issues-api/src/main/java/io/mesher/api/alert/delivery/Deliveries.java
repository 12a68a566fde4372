package io.mesher.api.alert.delivery;

import io.mesher.api.alert.delivery.DeliveryView.AttemptView;
import io.mesher.api.alert.rule.Action;
import io.mesher.api.alert.rule.RuleJson;
import io.mesher.api.sql.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Reads deliveries; a delivery has some twenty attempts at most. */
@ApplicationScoped
class Deliveries {
  private static final String NEWEST =
      """
      SELECT d.id, d.alert_id, d.channel, d.action_json::text AS action_json, d.status,
        d.created_at, d.finished_at,
        CASE WHEN d.status = 'pending' THEN d.next_attempt_at END AS next_attempt_at
      FROM deliveries d WHERE %s = $1 ORDER BY d.created_at DESC, d.id DESC LIMIT 50
      """;

  private static final String OF_ALERT = NEWEST.formatted("d.alert_id");
  private static final String OF_RULE = NEWEST.formatted("d.rule_id");

  private static final String ATTEMPTS =
      """
      SELECT delivery_id, attempt, started_at, duration_ms, succeeded, status_code, detail
      FROM delivery_attempts WHERE delivery_id = ANY ($1::uuid[]) ORDER BY delivery_id, attempt
      """;

  private final Pool pool;

  Deliveries(Pool pool) {
    this.pool = pool;
  }

  Uni<List<DeliveryView>> ofAlert(UUID alert) {
    return list(OF_ALERT, alert);
  }

  Uni<List<DeliveryView>> ofRule(UUID rule) {
    return list(OF_RULE, rule);
  }

  private record Attempt(UUID delivery, AttemptView view) {}

  private Uni<List<DeliveryView>> list(String sql, UUID owner) {
    return pool.preparedQuery(sql)
        .execute(Tuple.of(owner))
        .map(rows -> Rows.list(rows, row -> row))
        .chain(
            found ->
                attempts(found)
                    .map(attempts -> found.stream().map(row -> view(row, attempts)).toList()));
  }

  private Uni<List<Attempt>> attempts(List<Row> found) {
    var ids = found.stream().map(row -> row.getUUID("id")).toArray(UUID[]::new);
    return pool.preparedQuery(ATTEMPTS)
        .execute(Tuple.tuple().addValue(ids))
        .map(rows -> Rows.list(rows, Deliveries::attempt));
  }

  private static Attempt attempt(Row row) {
    return new Attempt(
        row.getUUID("delivery_id"),
        new AttemptView(
            row.getInteger("attempt"),
            Rows.instant(row, "started_at"),
            row.getInteger("duration_ms"),
            row.getBoolean("succeeded"),
            row.getInteger("status_code"),
            row.getString("detail")));
  }

  private static DeliveryView view(Row row, List<Attempt> attempts) {
    var id = row.getUUID("id");
    return new DeliveryView(
        id,
        row.getUUID("alert_id"),
        row.getString("channel"),
        RuleJson.read(row.getString("action_json"), Action.class).target(),
        row.getString("status"),
        Rows.instant(row, "created_at"),
        Rows.optionalInstant(row, "next_attempt_at"),
        Rows.optionalInstant(row, "finished_at"),
        attempts.stream()
            .filter(attempt -> attempt.delivery().equals(id))
            .map(Attempt::view)
            .toList());
  }
}
