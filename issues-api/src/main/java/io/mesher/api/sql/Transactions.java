package io.mesher.api.sql;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;

/** Changes that hold together. */
@ApplicationScoped
public class Transactions {
  /** Deadlock and serialisation failure: another transaction won, the same again succeeds. */
  private static final Set<String> REPEATABLE = Set.of("40P01", "40001");

  private static final int REPEATS = 5;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

  private final Pool pool;

  Transactions(Pool pool) {
    this.pool = pool;
  }

  /** Runs the work in a transaction, again when it lost against another. */
  public <T> Uni<T> run(Function<SqlConnection, Uni<T>> work) {
    return pool.withTransaction(work)
        .onFailure(Transactions::isRepeatable)
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .atMost(REPEATS);
  }

  private static boolean isRepeatable(Throwable failure) {
    return failure instanceof PgException pg && REPEATABLE.contains(pg.getSqlState());
  }
}
