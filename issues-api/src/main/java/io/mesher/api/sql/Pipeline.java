package io.mesher.api.sql;

import io.smallrye.mutiny.Uni;

/**
 * Statements of one connection that are sent without waiting for each other's answers. PostgreSQL
 * runs them in their order; after one that failed, no other of the transaction is.
 */
public final class Pipeline {
  private Pipeline() {}

  /** What the last of two answers; fails when either does. */
  public static <T> Uni<T> last(Uni<?> first, Uni<T> last) {
    return Uni.combine().all().unis(first, last).with((ignored, answer) -> answer);
  }
}
