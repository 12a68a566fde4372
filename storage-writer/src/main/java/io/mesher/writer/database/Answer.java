package io.mesher.writer.database;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The answer to a statement that has been sent. */
public final class Answer {
  private final CompletableFuture<RowSet<Row>> rows;
  private final Duration patience;

  Answer(Future<RowSet<Row>> rows, Duration patience) {
    this.rows = rows.toCompletionStage().toCompletableFuture();
    this.patience = patience;
  }

  /**
   * Waits for it; must not be called on an event loop.
   *
   * @throws DatabaseException when the statement failed or the answer does not come
   */
  public RowSet<Row> rows() {
    return await(rows, patience);
  }

  static <T> T await(CompletableFuture<T> future, Duration patience) {
    try {
      return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      var cause = e.getCause();
      throw DatabaseException.of(cause == null ? e : cause);
    } catch (TimeoutException e) {
      throw DatabaseException.of(new TimeoutException("no answer within " + patience));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DatabaseException.of(e);
    }
  }
}
