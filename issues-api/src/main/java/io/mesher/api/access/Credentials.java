package io.mesher.api.access;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Whose credentials these are, if they still hold. */
@ApplicationScoped
class Credentials {
  private static final String SESSION =
      "SELECT user_id FROM sessions WHERE token = $1 AND expires_at > now()";

  /** Last use is kept to the minute, so that a busy token does not write with every call. */
  private static final String TOKEN =
      """
      WITH found AS (
        SELECT id, user_id, org_id, scope, last_used_at FROM api_tokens
        WHERE token = $1 AND revoked_at IS NULL),
      used AS (
        UPDATE api_tokens t SET last_used_at = now() FROM found
        WHERE t.id = found.id
          AND (found.last_used_at IS NULL OR found.last_used_at < now() - interval '1 minute'))
      SELECT id, user_id, org_id, scope FROM found
      """;

  private final Pool pool;

  Credentials(Pool pool) {
    this.pool = pool;
  }

  Uni<Optional<Caller>> ofSession(Secret secret) {
    String hash = secret.hash();
    return pool.preparedQuery(SESSION)
        .execute(Tuple.of(hash))
        .map(rows -> first(rows).map(row -> new Caller.Session(row.getUUID("user_id"), hash)));
  }

  Uni<Optional<Caller>> ofToken(Secret secret) {
    String hash = secret.hash();
    return pool.preparedQuery(TOKEN)
        .execute(Tuple.of(hash))
        .map(rows -> first(rows).map(row -> tokenCaller(row, hash)));
  }

  private static Caller tokenCaller(Row row, String hash) {
    UUID id = row.getUUID("id");
    Scope scope = Scope.ofWire(row.getString("scope")).orElseThrow();
    UUID user = row.getUUID("user_id");
    return user == null
        ? new Caller.OrganisationToken(id, row.getUUID("org_id"), scope, hash)
        : new Caller.PersonalToken(id, user, scope, hash);
  }

  private static Optional<Row> first(RowSet<Row> rows) {
    var iterator = rows.iterator();
    return iterator.hasNext() ? Optional.of(iterator.next()) : Optional.empty();
  }
}
