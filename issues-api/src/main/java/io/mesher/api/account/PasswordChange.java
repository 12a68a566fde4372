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
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes passwords. */
@ApplicationScoped
class PasswordChange {
  private static final String HASH = "SELECT password_hash FROM users WHERE id = $1";

  /** Only where it still is the one that was checked: a reset may have come between. */
  private static final String CHANGE =
      "UPDATE users SET password_hash = $2 WHERE id = $1 AND password_hash = $3";

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
        .chain(hash -> checked(current, hash))
        .chain(
            old ->
                passwords
                    .hash(wanted)
                    .chain(
                        hash ->
                            transactions.run(
                                connection ->
                                    replace(connection, user, old, hash)
                                        .chain(() -> endOthers(connection, user, keptSession)))));
  }

  /** The hash of the password, which is the user's. */
  private Uni<String> checked(String password, Optional<String> hash) {
    return passwords
        .matches(password, hash.orElse(null))
        .map(
            matches -> {
              if (!matches) {
                throw wrong();
              }
              return hash.orElseThrow();
            });
  }

  private static Uni<Void> replace(SqlConnection connection, UUID user, String old, String hash) {
    return connection
        .preparedQuery(CHANGE)
        .execute(Tuple.of(user, hash, old))
        .invoke(
            rows -> {
              if (rows.rowCount() == 0) {
                throw wrong();
              }
            })
        .replaceWithVoid();
  }

  private Uni<Void> endOthers(SqlConnection connection, UUID user, @Nullable String keptSession) {
    return connection
        .preparedQuery(END_SESSIONS)
        .execute(Tuple.of(user, keptSession))
        .map(rows -> Rows.list(rows, row -> EndedSession.of(row.getString("token"), user)))
        .chain(ended -> outbox.addConfig(connection, ended));
  }

  private static UnauthorizedException wrong() {
    return new UnauthorizedException("invalid password", null);
  }
}
