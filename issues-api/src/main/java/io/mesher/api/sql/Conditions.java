package io.mesher.api.sql;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A WHERE clause that grows by what was asked for. Values become parameters, never text: only
 * constants of the code go into {@code condition}.
 */
public final class Conditions {
  private final List<String> conditions = new ArrayList<>();
  private final List<@Nullable Object> values = new ArrayList<>();

  /**
   * Adds a condition.
   *
   * @param condition with a {@code ?} for each value, in order
   */
  public Conditions and(String condition, Object... added) {
    String numbered = condition;
    for (Object value : added) {
      numbered = numbered.replaceFirst("\\?", "\\$" + parameter(value));
    }
    conditions.add("(" + numbered + ")");
    return this;
  }

  /** Adds a value that stands elsewhere in the statement; its parameter's number. */
  public int parameter(@Nullable Object value) {
    values.add(value);
    return values.size();
  }

  /** All of them, joined; {@code true} without any. */
  public String where() {
    return conditions.isEmpty() ? "true" : String.join("\n  AND ", conditions);
  }

  /** The values in the order of their numbers. */
  public Tuple values() {
    return Tuple.tuple(new ArrayList<>(values));
  }
}
