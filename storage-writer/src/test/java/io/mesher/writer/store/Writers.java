package io.mesher.writer.store;

import io.mesher.contracts.event.GroupedEvent;
import io.mesher.testkit.server.SharedServers;
import io.mesher.testkit.server.TestDatabase;
import io.mesher.writer.database.Database;
import io.mesher.writer.partition.Partitions;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Writers without Kafka before them: as many as a test wants, on the shared PostgreSQL. */
public final class Writers implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final List<Pool> pools = new ArrayList<>();
  private final List<Database> databases = new ArrayList<>();
  private final List<EventStore> stores = new ArrayList<>();
  private @Nullable Connection relayLock;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  public Writers(int count) {
    for (int i = 0; i < count; i++) {
      var pool = pool();
      var database = new Database(pool);
      pools.add(pool);
      databases.add(database);
      stores.add(
          new EventStore(database, new Partitions(database), new UserHashes(Writers::secret)));
    }
  }

  private static String secret() {
    return SharedServers.environment().getOrDefault("MESHER_SECRET", "");
  }

  /**
   * Keeps the relay of a service that another test has started from emptying the outbox, by being
   * the one relay.
   */
  private synchronized void holdRelays() {
    if (relayLock == null) {
      relayLock = TestDatabase.connect();
      try (var statement = relayLock.createStatement()) {
        statement.execute("SELECT pg_advisory_lock(hashtext('mesher.outbox'))");
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private Pool pool() {
    Map<String, String> environment = SharedServers.environment();
    var options =
        new PgConnectOptions()
            .setHost(environment.getOrDefault("MESHER_DATABASE_HOST", ""))
            .setPort(Integer.parseInt(environment.getOrDefault("MESHER_DATABASE_PORT", "")))
            .setDatabase(environment.getOrDefault("MESHER_DATABASE_NAME", ""))
            .setUser(environment.getOrDefault("MESHER_DATABASE_USER", ""))
            .setPassword(environment.getOrDefault("MESHER_DATABASE_PASSWORD", ""))
            .setCachePreparedStatements(true)
            .addProperty("idle_in_transaction_session_timeout", "5000")
            .addProperty("lock_timeout", "4000");
    return PgBuilder.pool()
        .with(new PoolOptions().setMaxSize(4))
        .connectingTo(options)
        .using(vertx)
        .build();
  }

  public Database database() {
    return databases.getFirst();
  }

  EventStore writer(int index) {
    return stores.get(index);
  }

  public Stored store(GroupedEvent... events) {
    holdRelays();
    return writer(0).store(List.of(events), 0);
  }

  /** Each writer stores its batches in order, all writers beginning at the same moment. */
  List<Stored> storeAtOnce(List<List<List<GroupedEvent>>> batchesOfWriters) {
    holdRelays();
    var start = new CyclicBarrier(batchesOfWriters.size());
    var running = new ArrayList<Future<List<Stored>>>();
    for (int i = 0; i < batchesOfWriters.size(); i++) {
      var batches = batchesOfWriters.get(i);
      int index = i;
      Callable<List<Stored>> work =
          () -> {
            start.await();
            return batches.stream().map(batch -> stores.get(index).store(batch, index)).toList();
          };
      running.add(threads.submit(work));
    }
    return running.stream().flatMap(one -> result(one).stream()).toList();
  }

  private static List<Stored> result(Future<List<Stored>> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (relayLock != null) {
      try {
        relayLock.close();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
    threads.shutdownNow();
    pools.forEach(Pool::close);
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
