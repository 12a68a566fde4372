package io.mesher.api.account;

import io.mesher.api.access.Secret;
import io.mesher.api.problem.TooManyRequestsException;
import io.mesher.api.problem.UnauthorizedException;
import io.mesher.api.sql.Rows;
import io.mesher.api.sql.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Slows down who tries passwords: tries are counted by account and by address, in windows, in the
 * database, so that every replica counts together. A try is counted before it is made, so that many
 * at once are no more than one after the other, and taken back when it was no failure.
 */
@ApplicationScoped
class SignInThrottle {
  private static final String ACCOUNT = "account:";
  private static final String ADDRESS = "address:";

  /** In an order, so that two tries don't wait for each other. */
  private static final String COUNT =
      """
      INSERT INTO sign_in_attempts AS a (subject, attempts, window_started)
      SELECT subject, 1, now() FROM unnest($1::text[]) AS subject ORDER BY subject
      ON CONFLICT (subject) DO UPDATE SET
        attempts = CASE WHEN a.window_started > now() - $2::bigint * interval '1 second'
                        THEN a.attempts + 1 ELSE 1 END,
        window_started = CASE WHEN a.window_started > now() - $2::bigint * interval '1 second'
                              THEN a.window_started ELSE now() END
      RETURNING subject, attempts, window_started,
        ceil(extract(epoch FROM window_started - now()) + $2::bigint)::bigint AS seconds
      """;

  /** Not from another window than it was counted in. */
  private static final String TAKE_BACK =
      """
      UPDATE sign_in_attempts SET attempts = attempts - 1
      WHERE subject = $1 AND window_started = $2 AND attempts > 0
      """;

  private static final String FORGET =
      "DELETE FROM sign_in_attempts WHERE subject = $1 OR window_started < now() - interval '1"
          + " day'";

  private final Transactions transactions;
  private final AccountConfig.Throttle limits;
  private final long window;

  SignInThrottle(Transactions transactions, AccountConfig config) {
    this.transactions = transactions;
    this.limits = config.throttle();
    this.window = limits.window().toSeconds();
  }

  /** What a try was counted as. */
  private record Counted(
      String subject, int attempts, OffsetDateTime windowStarted, long secondsLeft) {
    static Counted of(Row row) {
      return new Counted(
          row.getString("subject"),
          row.getInteger("attempts"),
          row.getOffsetDateTime("window_started"),
          row.getLong("seconds"));
    }
  }

  /**
   * Runs a try: not at all after too many. Wrong credentials count; with the right ones the
   * account's failures are forgotten, those of the address are not.
   */
  <T> Uni<T> guard(String account, String address, Supplier<Uni<T>> attempt) {
    return take(subject(account), address(address))
        .chain(
            counted ->
                attempt
                    .get()
                    .call(() -> succeeded(subject(account), counted))
                    .onFailure(failure -> !(failure instanceof UnauthorizedException))
                    .call(() -> transactions.run(connection -> takeBack(connection, counted))));
  }

  /** Counts a try; fails with 429 once the account or the address has used up its tries. */
  Uni<Void> count(String account, String address) {
    return take(subject(account), address(address)).replaceWithVoid();
  }

  /** Counts a try that names no account. */
  Uni<Void> countAddress(String address) {
    return take(address(address)).replaceWithVoid();
  }

  /** Counts for all of them or, where one has had its tries, for none. */
  private Uni<List<Counted>> take(String... subjects) {
    return transactions.run(
        connection ->
            connection
                .preparedQuery(COUNT)
                .execute(Tuple.of(subjects, window))
                .map(rows -> Rows.list(rows, Counted::of))
                .invoke(this::requireFew));
  }

  private void requireFew(List<Counted> counted) {
    counted.stream()
        .filter(each -> each.attempts() > limit(each.subject()))
        .mapToLong(Counted::secondsLeft)
        .max()
        .ifPresent(
            seconds -> {
              throw new TooManyRequestsException("too many attempts", Math.max(1, seconds));
            });
  }

  private int limit(String subject) {
    return subject.startsWith(ADDRESS) ? limits.perAddress() : limits.perAccount();
  }

  private Uni<Void> succeeded(String account, List<Counted> counted) {
    return transactions.run(
        connection ->
            connection
                .preparedQuery(FORGET)
                .execute(Tuple.of(account))
                .chain(() -> takeBack(connection, counted)));
  }

  private static Uni<Void> takeBack(SqlConnection connection, List<Counted> counted) {
    return connection
        .preparedQuery(TAKE_BACK)
        .executeBatch(
            counted.stream()
                .sorted(Comparator.comparing(Counted::subject))
                .map(each -> Tuple.of(each.subject(), each.windowStarted()))
                .toList())
        .replaceWithVoid();
  }

  private static String address(String address) {
    return ADDRESS + address;
  }

  /** Hashed: what people type into a form for addresses may be a password. */
  private static String subject(String account) {
    return ACCOUNT + new Secret(account.toLowerCase(Locale.ROOT)).hash();
  }
}
