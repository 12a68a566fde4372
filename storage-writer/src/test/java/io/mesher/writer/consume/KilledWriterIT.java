package io.mesher.writer.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.contracts.codec.RecordCodec;
import io.mesher.contracts.event.StoredEvent;
import io.mesher.contracts.topic.Topic;
import io.mesher.writer.life.BreakableServers;
import io.mesher.writer.life.Exactness;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Writers that die one after the other at random points of their batches: between any two calls to
 * Kafka, and anywhere in a transaction.
 */
class KilledWriterIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int BATCH = 20;
  private static final int BATCHES = 50;

  /** A batch passes seven points and more, so that a life ends within four batches. */
  private static final int POINTS = 21;

  /** Batches whose announcements are lost on their way. */
  private static final int LOST = 8;

  private static final int FEWEST_LIVES = BATCHES / 5;
  private static final int MAX_DELAY_MICROS = 30_000;

  private final BreakableServers servers = BreakableServers.ofThisRun();
  private final Exactness events = new Exactness(servers);
  private final Vertx vertx = Vertx.vertx();
  private final ConsumerSettings settings = new TestSettings("killed-" + UUID.randomUUID(), BATCH);

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void fiftyBatchesUnderWritersThatDieAnywhereAreCountedOnceAndAnnounced()
      throws InterruptedException {
    long seed = System.nanoTime();
    var random = new Random(seed);
    servers.send(events.more(BATCH * BATCHES), null);

    int lives = 0;
    while (!events.isStored()) {
      lives++;
      liveAndDie("life-%d-%d".formatted(seed, lives), random);
    }
    finish("last-" + seed);

    assertThat(lives).as("lives of seed %d", seed).isGreaterThanOrEqualTo(FEWEST_LIVES);
    events.assertExact();
    assertThat(announced()).hasSize(BATCH * BATCHES);
    assertThat(
            servers.number(
                "SELECT count(*) FROM outbox WHERE payload->>'project_id' = ?::text",
                events.project()))
        .isEqualTo(
            servers.number("SELECT count(*) FROM issues WHERE project_id = ?", events.project()));
  }

  @Test
  void whatKafkaDoesNotAcknowledgeIsAnnouncedAgainAndCountedOnce() throws InterruptedException {
    var random = new Random(42);
    var lost = new AtomicInteger();
    BooleanSupplier losing =
        () -> lost.get() < LOST && random.nextInt(3) == 0 && lost.incrementAndGet() > 0;
    servers.send(events.more(BATCH * BATCHES), null);

    var fate = new Fate(servers, "losing-" + System.nanoTime(), -1, 0);
    try (var writer = new MortalWriter(servers, vertx, settings, fate, losing)) {
      await().atMost(LIMIT).until(() -> announced().size() == BATCH * BATCHES);
      writer.stop();
    }

    assertThat(lost).hasValue(LOST);
    events.assertExact();
  }

  private void liveAndDie(String name, Random random) throws InterruptedException {
    int delay = random.nextBoolean() ? 0 : 1 + random.nextInt(MAX_DELAY_MICROS);
    var fate = new Fate(servers, name, random.nextInt(POINTS), delay);
    try (var writer = new MortalWriter(servers, vertx, settings, fate)) {
      await().atMost(LIMIT).pollInterval(Duration.ofMillis(5)).until(() -> !writer.isAlive());
    }
    assertThat(fate.unforeseen()).isNull();
    assertThat(fate.isDead()).isTrue();
  }

  /** What died between its database commit and its announcements is announced by the next. */
  private void finish(String name) throws InterruptedException {
    try (var writer = new MortalWriter(servers, vertx, settings, new Fate(servers, name, -1, 0))) {
      await().atMost(LIMIT).until(() -> announced().size() == BATCH * BATCHES);
      writer.stop();
    }
  }

  /** The ids of this project's events among the summaries. */
  private Set<UUID> announced() {
    var codec = RecordCodec.json(StoredEvent.class);
    var ids = new HashSet<UUID>();
    try (var consumer =
        new KafkaConsumer<>(
            servers.kafka(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(Topic.Names.EVENTS_STORED).stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          var summary = codec.decode(record.value());
          if (summary.projectId().equals(events.project())) {
            ids.add(summary.eventId());
          }
        }
      }
    }
    return ids;
  }
}
