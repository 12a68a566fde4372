package io.mesher.api.account;

import io.mesher.api.outbox.Outbox;
import io.mesher.api.problem.UnauthorizedException;
import io.mesher.api.sql.Rows;
import io.mesher.api.sql.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes passwords. */
@ApplicationScoped
class PasswordChange {
  private static final String HASH = "SELECT password_hash FROM users WHERE id = $1";
  private static final String CHANGE = "UPDATE users SET password_hash = $2 WHERE id = $1";

  private static final String END_SESSIONS =
      "DELETE FROM sessions WHERE user_id = $1 AND token IS DISTINCT FROM $2 RETURNING token";

  private final Pool pool;
  private final Transactions transactions;
  private final Passwords passwords;
  private final Outbox outbox;

  PasswordChange(Pool pool, Transactions transactions, Passwords passwords, Outbox outbox) {
    this.pool = pool;
    this.transactions = transactions;
    this.passwords = passwords;
    this.outbox = outbox;
  }

  /**
   * Changes it and ends the user's other sessions.
   *
   * @param keptSession the caller's own, which goes on
   */
  Uni<Void> change(UUID user, String current, String wanted, @Nullable String keptSession) {
    return pool.preparedQuery(HASH)
        .execute(Tuple.of(user))
        .map(rows -> Rows.first(rows, row -> row.getString("password_hash")))
        .chain(hash -> passwords.matches(current, hash.orElse(null)))
        .invoke(
            matches -> {
              if (!matches) {
                throw new UnauthorizedException("invalid password", null);
              }
            })
        .chain(() -> passwords.hash(wanted))
        .chain(hash -> transactions.run(connection -> set(connection, user, hash, keptSession)));
  }

  private Uni<Void> set(
      SqlConnection connection, UUID user, String hash, @Nullable String keptSession) {
    return connection
        .preparedQuery(CHANGE)
        .execute(Tuple.of(user, hash))
        .chain(() -> connection.preparedQuery(END_SESSIONS).execute(Tuple.of(user, keptSession)))
        .map(rows -> Rows.list(rows, row -> EndedSession.of(row.getString("token"), user)))
        .chain(ended -> outbox.addConfig(connection, ended));
  }
}
