package io.mesher.api.search;

import io.mesher.api.sql.Rows;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;

/** An event that matches words. */
public record FoundEvent(UUID id, UUID issueId, String level, String message, Instant receivedAt) {

  static FoundEvent of(Row row) {
    return new FoundEvent(
        row.getUUID("id"),
        row.getUUID("issue_id"),
        row.getString("level"),
        row.getString("message"),
        Rows.instant(row, "received_at"));
  }
}
