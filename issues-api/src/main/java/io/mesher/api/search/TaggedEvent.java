package io.mesher.api.search;

import io.mesher.api.sql.Rows;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** An event that has a tag. */
public record TaggedEvent(
    UUID id,
    UUID issueId,
    String level,
    String message,
    Instant receivedAt,
    Map<String, Object> tags) {

  static TaggedEvent of(Row row) {
    return new TaggedEvent(
        row.getUUID("id"),
        row.getUUID("issue_id"),
        row.getString("level"),
        row.getString("message"),
        Rows.instant(row, "received_at"),
        row.get(JsonObject.class, "tags").getMap());
  }
}
