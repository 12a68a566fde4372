package io.mesher.writer.database;

import io.vertx.pgclient.PgException;
import org.jspecify.annotations.Nullable;

/** A statement failed; {@link #failure} says what is to be done about it. */
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Failure failure;
  private final String sqlState;

  private DatabaseException(
      Failure failure, String sqlState, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.failure = failure;
    this.sqlState = sqlState;
  }

  static DatabaseException of(Throwable cause) {
    if (cause instanceof PgException refused) {
      return new DatabaseException(
          Failure.of(refused),
          refused.getSqlState(),
          "PostgreSQL says %s: %s".formatted(refused.getSqlState(), refused.getErrorMessage()),
          cause);
    }
    return new DatabaseException(
        Failure.UNAVAILABLE, "", "PostgreSQL is out of reach: " + cause.getMessage(), cause);
  }

  /** Another transaction was quicker: repeating sees what it did. */
  public static DatabaseException overtaken(String what) {
    return new DatabaseException(Failure.OVERTAKEN, "", what, null);
  }

  public Failure failure() {
    return failure;
  }

  /** PostgreSQL's code; empty when the error is not one of PostgreSQL's. Quotes no data. */
  public String sqlState() {
    return sqlState;
  }
}
