package io.mesher.api.event;

import io.mesher.api.sql.Rows;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;

/** An event in a list of its issue's. */
public record EventSummary(UUID id, String level, String message, Instant receivedAt) {

  static EventSummary of(Row row) {
    return new EventSummary(
        row.getUUID("id"),
        row.getString("level"),
        row.getString("message"),
        Rows.instant(row, "received_at"));
  }
}
