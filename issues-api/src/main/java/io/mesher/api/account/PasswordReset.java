package io.mesher.api.account;

import io.mesher.api.access.Secret;
import io.mesher.api.access.SiteConfig;
import io.mesher.api.mail.LinkPost;
import io.mesher.api.outbox.Outbox;
import io.mesher.api.problem.BadRequestException;
import io.mesher.api.sql.Rows;
import io.mesher.api.sql.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.UUID;

/** Lets people who forgot their password set a new one, by a link that works once in an hour. */
@ApplicationScoped
class PasswordReset {
  private static final String REMEMBER =
      """
      INSERT INTO password_resets (user_id, token)
      SELECT id, $2 FROM users WHERE lower(email) = lower($1)
      ON CONFLICT (user_id) DO UPDATE
      SET token = excluded.token, expires_at = excluded.expires_at
      RETURNING user_id
      """;

  private static final String TAKE =
      "DELETE FROM password_resets WHERE token = $1 AND expires_at > now() RETURNING user_id";

  private static final String CHANGE = "UPDATE users SET password_hash = $2 WHERE id = $1";

  private static final String END_SESSIONS =
      "DELETE FROM sessions WHERE user_id = $1 RETURNING token";

  private final Pool pool;
  private final Transactions transactions;
  private final Passwords passwords;
  private final Outbox outbox;
  private final LinkPost links;
  private final SiteConfig site;

  PasswordReset(
      Pool pool,
      Transactions transactions,
      Passwords passwords,
      Outbox outbox,
      LinkPost links,
      SiteConfig site) {
    this.pool = pool;
    this.transactions = transactions;
    this.passwords = passwords;
    this.outbox = outbox;
    this.links = links;
    this.site = site;
  }

  /**
   * Mails a link, or logs it where no mail is sent. Whether the address is anybody's shows neither
   * in the answer nor in how long it takes: the mail goes afterwards.
   */
  Uni<Void> request(String email) {
    var secret = Secret.random("");
    return pool.preparedQuery(REMEMBER)
        .execute(Tuple.of(email, secret.hash()))
        .invoke(
            rows -> {
              if (rows.size() > 0) {
                send(email, secret);
              }
            })
        .replaceWithVoid();
  }

  private void send(String email, Secret secret) {
    links.send(
        email,
        "Set a new password",
        "Somebody, hopefully you, asked to set a new password for your account. The link works once"
            + " and for an hour.",
        URI.create(site.publicUrl() + "/reset-password?token=" + secret.value()));
  }

  /** Sets the password and ends all of the user's sessions. */
  Uni<Void> set(Secret token, String wanted) {
    return passwords
        .hash(wanted)
        .chain(
            hash ->
                transactions.run(
                    connection ->
                        take(connection, token).chain(user -> set(connection, user, hash))));
  }

  private static Uni<UUID> take(SqlConnection connection, Secret token) {
    return connection
        .preparedQuery(TAKE)
        .execute(Tuple.of(token.hash()))
        .map(rows -> Rows.first(rows, row -> row.getUUID("user_id")))
        .map(
            user ->
                user.orElseThrow(
                    () -> BadRequestException.field("token", "is unknown, used or expired")));
  }

  private Uni<Void> set(SqlConnection connection, UUID user, String hash) {
    return connection
        .preparedQuery(CHANGE)
        .execute(Tuple.of(user, hash))
        .chain(() -> connection.preparedQuery(END_SESSIONS).execute(Tuple.of(user)))
        .map(rows -> Rows.list(rows, row -> EndedSession.of(row.getString("token"), user)))
        .chain(ended -> outbox.addConfig(connection, ended));
  }
}
