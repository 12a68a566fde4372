package io.mesher.api.alert.delivery;

import io.mesher.api.alert.firing.Story.Subject;
import io.mesher.api.alert.rule.Action;
import io.mesher.api.alert.rule.RuleJson;
import io.mesher.api.sql.Rows;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A delivery that is claimed for an attempt, with all its message needs.
 *
 * @param attempt its number, from 1
 * @param isRuleAction whether it goes where the rule sends its alerts now
 */
record Parcel(
    UUID id,
    UUID alertId,
    UUID ruleId,
    UUID projectId,
    long projectNumber,
    String projectName,
    String ruleName,
    int secretVersion,
    Action action,
    boolean isRuleAction,
    int attempt,
    Instant createdAt,
    String message,
    Map<String, Object> condition,
    Details details,
    Instant triggeredAt,
    boolean isTest) {

  /** What the alert is about. */
  record Details(List<Subject> issues, long count) {}

  static Parcel of(Row row) {
    return new Parcel(
        row.getUUID("id"),
        row.getUUID("alert_id"),
        row.getUUID("rule_id"),
        row.getUUID("project_id"),
        row.getLong("project_number"),
        row.getString("project_name"),
        row.getString("rule_name"),
        row.getInteger("secret_version"),
        RuleJson.read(row.getString("action_json"), Action.class),
        row.getBoolean("is_rule_action"),
        row.getInteger("attempts"),
        Rows.instant(row, "created_at"),
        row.getString("message"),
        RuleJson.object(row.getString("condition_snapshot")),
        RuleJson.read(row.getString("details"), Details.class),
        Rows.instant(row, "triggered_at"),
        row.getBoolean("is_test"));
  }
}
