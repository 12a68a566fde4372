package io.mesher.api.alert.rule;

import io.mesher.api.sql.Rows;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A rule as it stands in the database. */
public record Rule(
    UUID id,
    UUID projectId,
    String name,
    Condition condition,
    Action action,
    boolean enabled,
    int cooldownMinutes,
    @Nullable Instant lastFiredAt,
    Instant createdAt,
    @Nullable Instant targetDisabledAt,
    @Nullable String targetError) {

  /** What {@link #of} needs, of {@code alert_rules r}. */
  public static final String COLUMNS =
      "r.id, r.project_id, r.name, r.condition_json::text AS condition_json,"
          + " r.action_json::text AS action_json, r.enabled, r.cooldown_minutes, r.last_fired_at,"
          + " r.created_at, r.target_disabled_at, r.target_error";

  /** The rule of a row. */
  public static Rule of(Row row) {
    return new Rule(
        row.getUUID("id"),
        row.getUUID("project_id"),
        row.getString("name"),
        RuleJson.read(row.getString("condition_json"), Condition.class),
        RuleJson.read(row.getString("action_json"), Action.class),
        row.getBoolean("enabled"),
        row.getInteger("cooldown_minutes"),
        Rows.optionalInstant(row, "last_fired_at"),
        Rows.instant(row, "created_at"),
        Rows.optionalInstant(row, "target_disabled_at"),
        row.getString("target_error"));
  }
}
