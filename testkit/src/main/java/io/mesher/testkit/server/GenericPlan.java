package io.mesher.testkit.server;

import java.sql.SQLException;
import java.util.Collections;
import java.util.regex.Pattern;

/**
 * How a statement is run where reading a table from end to end is the last choice. What the planner
 * chooses otherwise depends on what the tables hold; that it has the choice does not.
 */
public final class GenericPlan {
  private GenericPlan() {}

  /** The plan for whatever values, without costs, as {@code EXPLAIN} prints it. */
  public static String of(String sql) {
    try (var connection = TestDatabase.connect();
        var statement = connection.createStatement()) {
      statement.execute("SET enable_seqscan = off");
      statement.execute("SET plan_cache_mode = force_generic_plan");
      statement.execute("PREPARE explained AS " + sql);
      var values = String.join(", ", Collections.nCopies(parameters(sql), "NULL"));
      var plan = new StringBuilder();
      try (var rows =
          statement.executeQuery("EXPLAIN (COSTS off) EXECUTE explained (" + values + ")")) {
        while (rows.next()) {
          plan.append(rows.getString(1)).append('\n');
        }
      }
      return plan.toString();
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static int parameters(String sql) {
    return Pattern.compile("\\$(\\d+)")
        .matcher(sql)
        .results()
        .mapToInt(found -> Integer.parseInt(found.group(1)))
        .max()
        .orElseThrow();
  }
}
