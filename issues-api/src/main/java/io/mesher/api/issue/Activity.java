package io.mesher.api.issue;

import io.mesher.api.sql.Rows;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of an issue's trail.
 *
 * @param kind what was done: resolved, archived, unresolved, discarded, assigned, unassigned,
 *     commented, regressed, escalated
 * @param data what the kind needs: {@code assigned_to} or {@code text}
 * @param actorId null when Mesher did it
 */
public record Activity(
    UUID id,
    String kind,
    Map<String, Object> data,
    @Nullable UUID actorId,
    @Nullable String actorName,
    Instant createdAt) {

  static Activity of(Row row) {
    return new Activity(
        row.getUUID("id"),
        row.getString("kind"),
        row.get(JsonObject.class, "data").getMap(),
        row.getUUID("actor_id"),
        row.getString("display_name"),
        Rows.instant(row, "created_at"));
  }
}
