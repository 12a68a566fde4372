package io.mesher.api.issue;

import io.mesher.api.sql.Rows;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An issue in a list. */
public record IssueSummary(
    UUID id,
    String title,
    String culprit,
    String level,
    String status,
    long eventCount,
    long userCount,
    Instant firstSeen,
    Instant lastSeen,
    @Nullable UUID assignedTo) {

  static final String COLUMNS =
      "i.id, i.title, i.culprit, i.level, i.status, i.event_count, i.user_count, i.first_seen,"
          + " i.last_seen, i.assigned_to";

  static IssueSummary of(Row row) {
    return new IssueSummary(
        row.getUUID("id"),
        row.getString("title"),
        row.getString("culprit"),
        row.getString("level"),
        row.getString("status"),
        row.getLong("event_count"),
        row.getLong("user_count"),
        Rows.instant(row, "first_seen"),
        Rows.instant(row, "last_seen"),
        row.getUUID("assigned_to"));
  }
}
