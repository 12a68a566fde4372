package io.mesher.writer.database;

import org.jspecify.annotations.Nullable;

/** Work in bounded transactions, so that none holds its locks for long or fills the log at once. */
public final class Steps {
  private Steps() {}

  /**
   * Repeats a statement, each time in a transaction of its own, until it changes nothing more.
   *
   * @param sql changes a bounded number of rows
   * @return how many rows it changed in all
   */
  public static long untilDone(Database database, String sql, @Nullable Object... values) {
    long all = 0;
    int changed;
    do {
      changed = database.run(sql, values).rowCount();
      all += changed;
    } while (changed > 0);
    return all;
  }
}
