package io.mesher.writer.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.contracts.codec.RecordCodec;
import io.mesher.contracts.event.GroupedEvent;
import io.mesher.contracts.topic.Topic;
import io.mesher.writer.EventBuilder;
import io.mesher.writer.broker.Publisher;
import io.mesher.writer.database.Database;
import io.mesher.writer.outcome.Ledger;
import io.mesher.writer.partition.Partitions;
import io.mesher.writer.store.EventStore;
import io.mesher.writer.store.Stored;
import io.mesher.writer.store.UserHashes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A rebalance at the very moment when announcements fail, which real servers can't be made to do.
 */
class ConsumerLoopTest {
  private static final TopicPartition KEPT = new TopicPartition(Topic.Names.EVENTS_GROUPED, 0);
  private static final TopicPartition GIVEN = new TopicPartition(Topic.Names.EVENTS_GROUPED, 1);
  private static final String SECRET = Base64.getEncoder().encodeToString(new byte[32]);
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final GroupedEvent first = EventBuilder.anEvent(UUID.randomUUID()).build();
  private final GroupedEvent second = EventBuilder.anEvent(UUID.randomUUID()).build();
  private final GroupedEvent others = EventBuilder.anEvent(UUID.randomUUID()).build();

  private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("earliest");
  private final List<List<UUID>> stored = new CopyOnWriteArrayList<>();
  private final Vertx vertx = Vertx.vertx();
  private final Pool unused =
      PgBuilder.pool().connectingTo(new PgConnectOptions()).using(vertx).build();
  private final ConsumerLoop loop = loop();

  @AfterEach
  void close() {
    unused.close();
    vertx.close();
  }

  @Test
  void whatFailedToBeAnnouncedWhilePartitionsWereGivenAwayIsAnnouncedAgain()
      throws InterruptedException {
    kafka.updateBeginningOffsets(Map.of(KEPT, 0L, GIVEN, 0L));
    kafka.schedulePollTask(
        () -> {
          kafka.rebalance(List.of(KEPT, GIVEN));
          kafka.addRecord(record(KEPT, 0, first));
          kafka.addRecord(record(GIVEN, 0, others));
        });
    kafka.schedulePollTask(
        () -> {
          kafka.rebalance(List.of(KEPT));
          kafka.addRecord(record(KEPT, 1, second));
        });
    var thread = Thread.ofPlatform().start(loop);

    await().atMost(LIMIT).until(() -> committed() == 2);
    loop.stop();
    thread.join();

    assertThat(stored).hasSize(3);
    assertThat(stored.get(0)).containsExactlyInAnyOrder(first.eventId(), others.eventId());
    assertThat(stored.get(1)).containsExactly(second.eventId());
    assertThat(stored.get(2)).containsExactly(first.eventId());
  }

  private long committed() {
    var place = kafka.committed(Set.of(KEPT)).get(KEPT);
    return place == null ? 0 : place.offset();
  }

  private static ConsumerRecord<byte[], byte[]> record(
      TopicPartition partition, long offset, GroupedEvent event) {
    return new ConsumerRecord<>(
        partition.topic(),
        partition.partition(),
        offset,
        new byte[0],
        RecordCodec.groupedEvents().encode(event));
  }

  private ConsumerLoop loop() {
    var settings = new TestSettings("loop", 500);
    var database = new Database(unused);
    var ledger = new Ledger(database, Clock.systemUTC());
    var metrics = new WriterMetrics(new SimpleMeterRegistry());
    var consumers =
        new Consumers(Map.of(), settings) {
          @Override
          Consumer<byte[], byte[]> create() {
            return kafka;
          }
        };
    return new ConsumerLoop(
        consumers,
        settings,
        work(database, ledger, metrics),
        new LostPlace(ledger, metrics),
        new Pulse(),
        metrics);
  }

  /** Stores nothing, and loses the announcements of the first batch. */
  private BatchWork work(Database database, Ledger ledger, WriterMetrics metrics) {
    var store = new EventStore(database, new Partitions(database), new UserHashes(() -> SECRET));
    return new BatchWork(
        store,
        ledger,
        new Publisher(Map.of()),
        metrics,
        new Pulse(),
        new Traces(OpenTelemetry.noop(), true),
        Clock.systemUTC()) {
      @Override
      Announcements store(Batch batch) {
        stored.add(batch.events().stream().map(GroupedEvent::eventId).toList());
        var sent =
            stored.size() == 1
                ? CompletableFuture.failedFuture(new TimeoutException("lost"))
                : CompletableFuture.completedFuture(null);
        return new Announcements(
            batch,
            new Stored(List.of(), List.of(), batch.events().size(), 0, 0, 0, 0),
            0,
            new Publisher.Sent(List.of(sent)),
            metrics);
      }
    };
  }
}
