package io.mesher.writer.database;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A transaction whose statements are sent without waiting for the answers of those before: few
 * round trips, in which the locks are held for less. PostgreSQL still runs them one after the
 * other; after one has failed it refuses the rest, and a commit behind them rolls back. For one
 * thread, which must not be an event loop.
 */
public final class Transaction implements AutoCloseable {
  private final SqlConnection connection;
  private final Duration patience;
  private final List<Answer> sent = new ArrayList<>();
  private final AtomicReference<@Nullable Throwable> firstFailure = new AtomicReference<>();
  private @Nullable Future<?> commit;

  Transaction(SqlConnection connection, Duration patience) {
    this.connection = connection;
    this.patience = patience;
    // What breaks the connection is told by the answers; without a handler the driver prints it
    // too.
    connection.exceptionHandler(failure -> {});
    sent.add(new Answer(connection.query("BEGIN").execute(), patience));
  }

  /**
   * Sends a statement; the values are those of {@code $1}, {@code $2} and so on. Its answer fails
   * with the error of the first statement of this transaction that failed.
   */
  public Answer send(String sql, @Nullable Object... values) {
    var rows = connection.preparedQuery(sql).execute(Tuple.wrap(values));
    var answer = new Answer(rows.recover(this::causeOf), patience);
    sent.add(answer);
    return answer;
  }

  /** Behind a failed statement each one fails, too, and says nothing of the cause. */
  private <T> Future<T> causeOf(Throwable failure) {
    firstFailure.compareAndSet(null, failure);
    return Future.failedFuture(firstFailure.get());
  }

  /**
   * Commits behind all that was sent.
   *
   * @throws DatabaseException of the first statement that failed; nothing of the transaction stays.
   *     When the connection breaks here it is not known whether it stays.
   */
  public void commit() {
    var ending = connection.query("COMMIT").execute();
    commit = ending;
    sent.forEach(Answer::rows);
    new Answer(ending, patience).rows();
  }

  /**
   * Rolls back what was not committed. The connection returns to the pool once it is idle again.
   */
  @Override
  public void close() {
    var ending = commit == null ? connection.query("ROLLBACK").execute() : commit;
    ending.onComplete(ended -> connection.close());
  }
}
