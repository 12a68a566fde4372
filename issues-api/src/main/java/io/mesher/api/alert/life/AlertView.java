package io.mesher.api.alert.life;

import io.mesher.api.alert.rule.RuleJson;
import io.mesher.api.sql.Rows;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An alert as the API shows it.
 *
 * @param conditionSnapshot of the rule when it fired
 * @param details what it was about: {@code issues} ({@code id}, {@code title}) and {@code count}
 */
public record AlertView(
    UUID id,
    UUID ruleId,
    UUID projectId,
    String status,
    String message,
    Map<String, Object> conditionSnapshot,
    Instant triggeredAt,
    @Nullable Instant acknowledgedAt,
    @Nullable Instant resolvedAt,
    String ruleName,
    Map<String, Object> details) {

  static AlertView of(Row row) {
    return new AlertView(
        row.getUUID("id"),
        row.getUUID("rule_id"),
        row.getUUID("project_id"),
        row.getString("status"),
        row.getString("message"),
        RuleJson.object(row.getString("condition_snapshot")),
        Rows.instant(row, "triggered_at"),
        Rows.optionalInstant(row, "acknowledged_at"),
        Rows.optionalInstant(row, "resolved_at"),
        row.getString("rule_name"),
        RuleJson.object(row.getString("details")));
  }
}
