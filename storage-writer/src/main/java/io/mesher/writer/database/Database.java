package io.mesher.writer.database;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The way to PostgreSQL for threads that may wait. */
@ApplicationScoped
public class Database {
  /** Longer than any {@code statement_timeout}, so that the server's own verdict comes first. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Pool pool;

  public Database(Pool pool) {
    this.pool = pool;
  }

  /**
   * Begins a transaction on a connection of its own.
   *
   * @throws DatabaseException when there is none to be had
   */
  public Transaction begin() {
    return begin(PATIENCE);
  }

  /** The same for statements that may take longer than usual, and say so to PostgreSQL too. */
  public Transaction begin(Duration patience) {
    var connection = pool.getConnection().toCompletionStage().toCompletableFuture();
    try {
      return new Transaction(Answer.await(connection, PATIENCE), patience);
    } catch (DatabaseException e) {
      connection.thenAccept(late -> late.close());
      throw e;
    }
  }

  /** One statement outside of any transaction. */
  public RowSet<Row> run(String sql, @Nullable Object... values) {
    return new Answer(pool.preparedQuery(sql).execute(Tuple.wrap(values)), PATIENCE).rows();
  }

  /** A statement that PostgreSQL allows in no transaction, such as detaching a partition. */
  public void runAlone(String sql) {
    new Answer(pool.query(sql).execute(), PATIENCE).rows();
  }
}
