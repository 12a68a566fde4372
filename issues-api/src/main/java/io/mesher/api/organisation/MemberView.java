package io.mesher.api.organisation;

import io.mesher.api.sql.Rows;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;

/** A member as the API shows them. */
public record MemberView(
    UUID id, UUID userId, String email, String displayName, String role, Instant joinedAt) {

  static MemberView of(Row row) {
    return new MemberView(
        row.getUUID("id"),
        row.getUUID("user_id"),
        row.getString("email"),
        row.getString("display_name"),
        row.getString("role"),
        Rows.instant(row, "joined_at"));
  }
}
