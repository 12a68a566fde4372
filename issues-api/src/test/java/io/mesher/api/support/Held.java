package io.mesher.api.support;

import static org.awaitility.Awaitility.await;

import io.mesher.testkit.server.TestDatabase;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What another transaction has changed and not yet committed, while a call comes in. */
public final class Held {
  private Held() {}

  /**
   * Runs the call beside a transaction that has run the statement; it commits once the call waits
   * for it, or has not.
   */
  public static Response during(
      Supplier<Response> call, String sql, @Nullable Object... parameters) {
    try (var connection = TestDatabase.connect()) {
      connection.setAutoCommit(false);
      int backend = backend(connection);
      try (var statement = connection.prepareStatement(sql)) {
        for (int i = 0; i < parameters.length; i++) {
          statement.setObject(i + 1, parameters[i]);
        }
        statement.executeUpdate();
      }
      var answer = CompletableFuture.supplyAsync(call);
      await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(50))
          .until(() -> answer.isDone() || isWaitedFor(backend));
      connection.commit();
      return answer.join();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int backend(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT pg_backend_pid()")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static boolean isWaitedFor(int backend) {
    return !TestDatabase.query(
            "SELECT 1 FROM pg_stat_activity WHERE ? = ANY(pg_blocking_pids(pid))", backend)
        .isEmpty();
  }
}
