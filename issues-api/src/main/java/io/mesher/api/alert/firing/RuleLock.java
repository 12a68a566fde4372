package io.mesher.api.alert.firing;

import io.mesher.api.alert.rule.Rule;
import io.mesher.api.sql.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;

/** Whoever makes a rule's alerts holds its row, so that two of them don't both see it cooled. */
public final class RuleLock {
  private static final String LOCK =
      "SELECT " + Rule.COLUMNS + " FROM alert_rules r WHERE r.id = $1 FOR NO KEY UPDATE";

  private RuleLock() {}

  /** The rule, locked to the transaction's end; nothing when it is gone. */
  public static Uni<Optional<Rule>> take(SqlConnection connection, UUID rule) {
    return connection
        .preparedQuery(LOCK)
        .execute(Tuple.of(rule))
        .map(rows -> Rows.first(rows, Rule::of));
  }
}
