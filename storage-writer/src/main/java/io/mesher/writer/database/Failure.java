package io.mesher.writer.database;

import io.vertx.pgclient.PgException;

/** Classes of database errors, by what is to be done. */
public enum Failure {
  /** Deadlock, serialisation, or a race that was lost: repeat at once. */
  OVERTAKEN,
  /** There is no partition for a row's day: make it, repeat. */
  NO_PARTITION,
  /** A value or a constraint that the data alone violates: repeating can't help. */
  BAD_DATA,
  /** Everything else, the unknown included: wait, repeat. */
  UNAVAILABLE;

  static Failure of(PgException refused) {
    var state = refused.getSqlState() == null ? "" : refused.getSqlState();
    return switch (state) {
      case "40001", "40P01" -> OVERTAKEN;
      case "23514" -> isMissingPartition(refused) ? NO_PARTITION : BAD_DATA;
      // A value too large for an index: no shortage, the same row fails for ever.
      case "54000" -> BAD_DATA;
      default -> state.startsWith("22") || state.startsWith("23") ? BAD_DATA : UNAVAILABLE;
    };
  }

  /** A check violation that no named constraint raised comes from the routing to partitions. */
  private static boolean isMissingPartition(PgException refused) {
    return refused.getConstraint() == null;
  }
}
