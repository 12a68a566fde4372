package io.mesher.api.organisation;

import io.mesher.api.sql.Rows;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;

/** An invitation as the API shows it: without what its link holds. */
public record InvitationView(
    UUID id, String email, String role, Instant createdAt, Instant expiresAt) {

  static InvitationView of(Row row) {
    return new InvitationView(
        row.getUUID("id"),
        row.getString("email"),
        row.getString("role"),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "expires_at"));
  }
}
