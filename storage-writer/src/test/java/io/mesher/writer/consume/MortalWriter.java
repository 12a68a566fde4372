package io.mesher.writer.consume;

import io.mesher.localstack.server.EmbeddedPostgresql;
import io.mesher.writer.broker.Publisher;
import io.mesher.writer.database.Database;
import io.mesher.writer.life.BreakableServers;
import io.mesher.writer.outcome.Ledger;
import io.mesher.writer.partition.Partitions;
import io.mesher.writer.store.EventStore;
import io.mesher.writer.store.UserHashes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * A writer in this JVM, put together as the service puts it together, that dies where its {@link
 * Fate} says. Nothing of it runs after that: it commits nothing, it leaves no group, and PostgreSQL
 * loses its connections.
 */
final class MortalWriter implements AutoCloseable {
  private final Pool pool;
  private final Publisher publisher;
  private final ConsumerLoop loop;
  private final Thread thread;

  MortalWriter(BreakableServers servers, Vertx vertx, ConsumerSettings settings, Fate fate) {
    this(servers, vertx, settings, fate, () -> false);
  }

  /** Announcements are lost on their way when {@code losing} says so. */
  MortalWriter(
      BreakableServers servers,
      Vertx vertx,
      ConsumerSettings settings,
      Fate fate,
      BooleanSupplier losing) {
    pool = pool(servers, vertx, fate.name());
    publisher = publisher(servers.kafka(), fate, losing);
    var database = new Database(pool);
    var ledger = new Ledger(database, Clock.systemUTC());
    var metrics = new WriterMetrics(new SimpleMeterRegistry());
    var pulse = new Pulse();
    var store =
        new EventStore(
            database,
            new Partitions(database),
            new UserHashes(() -> servers.environment().getOrDefault("MESHER_SECRET", "")));
    loop =
        new ConsumerLoop(
            consumers(servers.kafka(), settings, fate),
            settings,
            new BatchWork(
                store,
                ledger,
                publisher,
                metrics,
                pulse,
                new Traces(OpenTelemetry.noop(), true),
                Clock.systemUTC()),
            new LostPlace(ledger, metrics),
            pulse,
            metrics);
    thread =
        Thread.ofPlatform()
            .name(fate.name())
            .uncaughtExceptionHandler((t, death) -> fate.report(death))
            .start(loop);
  }

  private static Pool pool(BreakableServers servers, Vertx vertx, String name) {
    var options =
        new PgConnectOptions()
            .setHost("127.0.0.1")
            .setPort(servers.databasePort())
            .setDatabase(EmbeddedPostgresql.DATABASE)
            .setUser(EmbeddedPostgresql.USER)
            .setPassword(EmbeddedPostgresql.PASSWORD)
            .setCachePreparedStatements(true)
            .addProperty("application_name", name);
    return PgBuilder.pool()
        .with(new PoolOptions().setMaxSize(2))
        .connectingTo(options)
        .using(vertx)
        .build();
  }

  private static Publisher publisher(Map<String, Object> kafka, Fate fate, BooleanSupplier losing) {
    return new Publisher(kafka) {
      @Override
      public Sent send(Collection<ProducerRecord<byte[], byte[]>> records) {
        fate.pass();
        var sent =
            losing.getAsBoolean()
                ? new Sent(List.of(CompletableFuture.failedFuture(new TimeoutException("lost"))))
                : super.send(records);
        fate.pass();
        return sent;
      }
    };
  }

  private static Consumers consumers(
      Map<String, Object> kafka, ConsumerSettings settings, Fate fate) {
    return new Consumers(kafka, settings) {
      @Override
      @SuppressWarnings("unchecked") // a proxy knows no type parameters
      Consumer<byte[], byte[]> create() {
        var real = super.create();
        return (Consumer<byte[], byte[]>)
            Proxy.newProxyInstance(
                Consumer.class.getClassLoader(),
                new Class<?>[] {Consumer.class},
                (proxy, method, arguments) -> {
                  boolean isPassed = !method.getName().equals("close");
                  if (isPassed) {
                    fate.pass();
                  }
                  try {
                    var answer = method.invoke(real, arguments);
                    if (answer instanceof ConsumerRecords<?, ?> records && !records.isEmpty()) {
                      fate.begin();
                    }
                    if (isPassed) {
                      fate.pass();
                    }
                    return answer;
                  } catch (InvocationTargetException e) {
                    throw Objects.requireNonNull(e.getCause());
                  }
                });
      }
    };
  }

  boolean isAlive() {
    return thread.isAlive();
  }

  void stop() {
    loop.stop();
  }

  /** Waits for its end and gives back what it held. */
  @Override
  public void close() throws InterruptedException {
    loop.stop();
    thread.join();
    publisher.close();
    pool.close().toCompletionStage().toCompletableFuture().join();
  }
}
