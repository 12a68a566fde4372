package io.mesher.processor.intake;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.commit.KafkaCommitHandler;
import io.vertx.mutiny.core.Vertx;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Commits every second the places up to which polls were acknowledged, and keeps each until Kafka
 * has it: a commit during a rebalance is refused, and the connector's own strategies forget what
 * was refused until the partition's next record. A partition that then falls silent would show a
 * lag, be read again after a restart and, behind retention, be told as lost (ADR 0018).
 *
 * <p>Polls are acknowledged in order, so a place holds for all before it. Places are committed on
 * the consumer's polling thread, where rebalances happen, too.
 */
final class Commits implements KafkaCommitHandler {
  private static final Logger LOG = Logger.getLogger(Commits.class);
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Duration LAST_COMMIT_WITHIN = Duration.ofSeconds(5);
  private static final long LOOK_AGAIN_MILLIS = 20;

  private final Vertx vertx;
  private final KafkaConsumer<?, ?> consumer;
  private final long timer;
  private final AtomicBoolean asked = new AtomicBoolean();

  /** Of the partitions that are this consumer's now, what Kafka holds. */
  private final Map<TopicPartition, Long> committed = new ConcurrentHashMap<>();

  private final Map<TopicPartition, Long> received = new ConcurrentHashMap<>();
  private final Map<TopicPartition, Long> acknowledged = new ConcurrentHashMap<>();

  Commits(Vertx vertx, KafkaConsumer<?, ?> consumer) {
    this.vertx = vertx;
    this.consumer = consumer;
    this.timer = vertx.setPeriodic(PERIOD.toMillis(), any -> commitSoon());
  }

  @Override
  public <K, V> Uni<IncomingKafkaRecord<K, V>> received(IncomingKafkaRecord<K, V> last) {
    received.merge(partition(last), last.getOffset() + 1, Math::max);
    return Uni.createFrom().item(last);
  }

  /** Of a poll, the last record of each partition is acknowledged. */
  @Override
  public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> last) {
    acknowledged.merge(partition(last), last.getOffset() + 1, Math::max);
    return Uni.createFrom().voidItem().runSubscriptionOn(last::runOnMessageContext);
  }

  @Override
  public void partitionsAssigned(Collection<TopicPartition> partitions) {
    forget(partitions);
    partitions.forEach(partition -> committed.put(partition, 0L));
    try {
      consumer
          .unwrap()
          .committed(new HashSet<>(partitions))
          .forEach(
              (partition, place) -> {
                if (place != null) {
                  committed.put(partition, place.offset());
                }
              });
    } catch (KafkaException e) {
      LOG.warnf("What was committed of %s is not known, some may be read again: %s", partitions, e);
    }
  }

  @Override
  public void partitionsRevoked(Collection<TopicPartition> partitions) {
    try {
      commitDue(consumer.unwrap());
    } catch (KafkaException e) {
      LOG.warnf("The next reader of %s reads some of it again: %s", partitions, e);
    }
    forget(partitions);
  }

  /** Waits a period at most for the poll that is in work. */
  @Override
  public void terminate(boolean graceful) {
    vertx.cancelTimer(timer);
    if (graceful) {
      awaitAcknowledgements();
    }
    consumer.runOnPollingThread(this::commitDue).await().atMost(LAST_COMMIT_WITHIN);
  }

  private void commitSoon() {
    if (due().isEmpty() || !asked.compareAndSet(false, true)) {
      return;
    }
    consumer
        .runOnPollingThread(this::commitDue)
        .onTermination()
        .invoke(() -> asked.set(false))
        .subscribe()
        .with(
            done -> {},
            refused -> LOG.warnf("Places could not be committed, they will again: %s", refused));
  }

  private void commitDue(Consumer<?, ?> kafka) {
    var due = due();
    if (!due.isEmpty()) {
      kafka.commitSync(due);
      due.forEach((partition, place) -> committed.put(partition, place.offset()));
    }
  }

  private Map<TopicPartition, OffsetAndMetadata> due() {
    var due = new HashMap<TopicPartition, OffsetAndMetadata>();
    committed.forEach(
        (partition, place) -> {
          long reached = acknowledged.getOrDefault(partition, place);
          if (reached > place) {
            due.put(partition, new OffsetAndMetadata(reached));
          }
        });
    return due;
  }

  private void forget(Collection<TopicPartition> partitions) {
    committed.keySet().removeAll(partitions);
    received.keySet().removeAll(partitions);
    acknowledged.keySet().removeAll(partitions);
  }

  private void awaitAcknowledgements() {
    long deadline = System.nanoTime() + PERIOD.toNanos();
    try {
      while (!committed.keySet().stream().allMatch(this::isAcknowledged)
          && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isAcknowledged(TopicPartition partition) {
    return acknowledged.getOrDefault(partition, 0L) >= received.getOrDefault(partition, 0L);
  }

  private static TopicPartition partition(IncomingKafkaRecord<?, ?> record) {
    return new TopicPartition(record.getTopic(), record.getPartition());
  }
}
