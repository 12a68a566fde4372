package io.mesher.api.sql;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.function.Function;

/**
 * Reads whose best plan depends on the very values. Our sessions plan a prepared statement once,
 * for whatever values; a tag's value that most issues have and one that none has are then looked
 * for in the same way.
 */
public final class PlannedByValues {
  private static final String BY_VALUES = "SET LOCAL plan_cache_mode = force_custom_plan";

  private PlannedByValues() {}

  /**
   * Runs the work in a transaction whose statements are each planned for their values. Its first
   * one is sent without waiting for the setting's answer; PostgreSQL runs them in their order, and
   * nothing after what failed.
   */
  public static <T> Uni<T> read(Pool pool, Function<SqlConnection, Uni<T>> work) {
    return pool.withTransaction(
        connection ->
            Uni.combine()
                .all()
                .unis(connection.query(BY_VALUES).execute(), work.apply(connection))
                .with((set, answer) -> answer));
  }
}
