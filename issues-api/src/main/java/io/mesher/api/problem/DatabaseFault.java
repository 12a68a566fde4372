package io.mesher.api.problem;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a client is told when the database did not do what was asked. */
final class DatabaseFault {
  /** Unique and foreign keys: another request was quicker. */
  private static final Set<String> CONFLICT = Set.of("23505", "23503");

  /** Time-outs, deadlocks that outlived their repeats, too many connections, shutting down. */
  private static final Set<String> AWAY =
      Set.of("57014", "55P03", "53300", "57P01", "57P02", "57P03", "40P01", "40001");

  private DatabaseFault() {}

  static Optional<ProblemException> of(Throwable exception) {
    return Stream.iterate(exception, Objects::nonNull, Throwable::getCause)
        .limit(10)
        .flatMap(cause -> problem(cause).stream())
        .findFirst();
  }

  private static Optional<ProblemException> problem(Throwable cause) {
    if (cause instanceof PgException pg) {
      if (CONFLICT.contains(pg.getSqlState())) {
        return Optional.of(
            new ConflictException("conflict", "something else changed it at the same time"));
      }
      return AWAY.contains(pg.getSqlState())
          ? Optional.of(new UnavailableException())
          : Optional.empty();
    }
    return cause instanceof ConnectException || cause instanceof ClosedConnectionException
        ? Optional.of(new UnavailableException())
        : Optional.empty();
  }
}
