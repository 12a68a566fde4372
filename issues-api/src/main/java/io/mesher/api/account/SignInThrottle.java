package io.mesher.api.account;

import io.mesher.api.access.Secret;
import io.mesher.api.problem.TooManyRequestsException;
import io.mesher.api.problem.UnauthorizedException;
import io.mesher.api.sql.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Slows down who tries passwords: failures are counted by account and by address, in windows, in
 * the database, so that every replica counts together.
 */
@ApplicationScoped
class SignInThrottle {
  private static final String WAIT =
      """
      SELECT ceil(extract(epoch FROM window_started - now()) + $5::bigint)::bigint AS seconds
      FROM sign_in_attempts
      WHERE ((subject = $1 AND attempts >= $2) OR (subject = $3 AND attempts >= $4))
        AND window_started > now() - $5::bigint * interval '1 second'
      ORDER BY window_started DESC LIMIT 1
      """;

  private static final String COUNT =
      """
      INSERT INTO sign_in_attempts AS a (subject, attempts, window_started)
      SELECT subject, 1, now() FROM unnest($1::text[]) AS subject ORDER BY subject
      ON CONFLICT (subject) DO UPDATE SET
        attempts = CASE WHEN a.window_started > now() - $2::bigint * interval '1 second'
                        THEN a.attempts + 1 ELSE 1 END,
        window_started = CASE WHEN a.window_started > now() - $2::bigint * interval '1 second'
                              THEN a.window_started ELSE now() END
      """;

  private static final String FORGET =
      "DELETE FROM sign_in_attempts WHERE subject = $1 OR window_started < now() - interval '1"
          + " day'";

  private final Pool pool;
  private final AccountConfig.Throttle limits;
  private final long window;

  SignInThrottle(Pool pool, AccountConfig config) {
    this.pool = pool;
    this.limits = config.throttle();
    this.window = limits.window().toSeconds();
  }

  /** Runs a try: not at all after too many, and counted when its credentials are wrong. */
  <T> Uni<T> guard(String account, String address, Supplier<Uni<T>> attempt) {
    return check(account, address)
        .chain(attempt::get)
        .call(() -> succeeded(account))
        .onFailure(UnauthorizedException.class)
        .call(() -> count(account, address));
  }

  /** Fails with 429 while the account or the address has used up its tries. */
  Uni<Void> check(String account, String address) {
    return pool.preparedQuery(WAIT)
        .execute(
            Tuple.of(
                subject(account),
                limits.perAccount(),
                "address:" + address,
                limits.perAddress(),
                window))
        .map(rows -> Rows.first(rows, row -> row.getLong("seconds")))
        .invoke(
            seconds -> {
              if (seconds.isPresent()) {
                throw new TooManyRequestsException("too many attempts", Math.max(1, seconds.get()));
              }
            })
        .replaceWithVoid();
  }

  /** Counts a try. */
  Uni<Void> count(String account, String address) {
    return pool.preparedQuery(COUNT)
        .execute(Tuple.of(new String[] {subject(account), "address:" + address}, window))
        .replaceWithVoid();
  }

  /** Counts a try that names no account. */
  Uni<Void> countAddress(String address) {
    return pool.preparedQuery(COUNT)
        .execute(Tuple.of(new String[] {"address:" + address}, window))
        .replaceWithVoid();
  }

  /** The account's failures are forgotten once its owner is in; those of the address are not. */
  private Uni<Void> succeeded(String account) {
    return pool.preparedQuery(FORGET).execute(Tuple.of(subject(account))).replaceWithVoid();
  }

  /** Hashed: what people type into a form for addresses may be a password. */
  private static String subject(String account) {
    return "account:" + new Secret(account.toLowerCase(Locale.ROOT)).hash();
  }
}
