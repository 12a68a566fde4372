package io.mesher.writer.consume;

import io.mesher.contracts.topic.Topic;
import io.mesher.writer.broker.PublishFailedException;
import io.mesher.writer.database.DatabaseException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Polls, completes what it got, commits its place, polls again. While a batch can't be completed it
 * goes on polling with every partition paused: the group keeps counting on this consumer for as
 * long as the database is away, be it hours, and nothing is read past the batch. One thread of its
 * own.
 */
@ApplicationScoped
class ConsumerLoop implements Runnable {
  private static final Logger LOG = Logger.getLogger(ConsumerLoop.class);
  private static final List<String> TOPICS =
      List.of(Topic.Names.EVENTS_GROUPED, Topic.Names.OUTCOMES, Topic.Names.EVENTS_DEAD);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);

  private final Consumers consumers;
  private final ConsumerSettings settings;
  private final BatchWork work;
  private final LostPlace lostPlace;
  private final Pulse pulse;
  private final WriterMetrics metrics;
  private final Map<TopicPartition, OffsetAndMetadata> uncommitted = new HashMap<>();
  private volatile boolean stopping;

  ConsumerLoop(
      Consumers consumers,
      ConsumerSettings settings,
      BatchWork work,
      LostPlace lostPlace,
      Pulse pulse,
      WriterMetrics metrics) {
    this.consumers = consumers;
    this.settings = settings;
    this.work = work;
    this.lostPlace = lostPlace;
    this.pulse = pulse;
    this.metrics = metrics;
  }

  /** Asks the loop to end after what it is doing. */
  void stop() {
    stopping = true;
  }

  @Override
  public void run() {
    try {
      while (!stopping) {
        pulse.beat();
        consumeWhileKafkaLets();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      pulse.stop();
    }
  }

  /** A consumer that has failed for good (fenced, or its broker's name unknown) is replaced. */
  private void consumeWhileKafkaLets() throws InterruptedException {
    try (var consumer = consumers.create()) {
      uncommitted.clear();
      consumer.subscribe(TOPICS);
      while (!stopping) {
        pulse.beat();
        step(consumer);
      }
    } catch (KafkaException e) {
      LOG.warnf("reading from Kafka failed, beginning anew: %s", e.getMessage());
      Thread.sleep(settings.maxBackoff());
    }
  }

  private void step(Consumer<byte[], byte[]> consumer) {
    var records = poll(consumer, POLL);
    if (!records.isEmpty()) {
      complete(consumer, new Batch(records));
    } else {
      metrics.caughtUp();
    }
    commit(consumer);
  }

  private ConsumerRecords<byte[], byte[]> poll(Consumer<byte[], byte[]> consumer, Duration wait) {
    try {
      return consumer.poll(wait);
    } catch (InvalidOffsetException e) {
      lostPlace.goOn(consumer, e);
      return ConsumerRecords.empty();
    }
  }

  private void complete(Consumer<byte[], byte[]> consumer, Batch polled) {
    var batch = polled;
    batch.oldest().ifPresentOrElse(metrics::holding, metrics::caughtUp);
    var backoff = FIRST_BACKOFF;
    while (!stopping && !batch.isEmpty()) {
      pulse.beat();
      try {
        work.complete(batch);
        uncommitted.putAll(batch.ends());
        return;
      } catch (DatabaseException | PublishFailedException e) {
        metrics.repeated();
        LOG.warnf("a batch waits for %s: %s", backoff, e.getMessage());
        waitAsMember(consumer, backoff);
        batch = batch.within(consumer.assignment());
        backoff = longer(backoff);
      }
    }
  }

  private Duration longer(Duration backoff) {
    var doubled = backoff.multipliedBy(2);
    return doubled.compareTo(settings.maxBackoff()) < 0 ? doubled : settings.maxBackoff();
  }

  /** Waits inside of poll, which returns nothing from paused partitions. */
  private void waitAsMember(Consumer<byte[], byte[]> consumer, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    do {
      consumer.pause(consumer.assignment());
      var left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
      giveBack(consumer, poll(consumer, left.compareTo(POLL) < 0 ? left : POLL));
      pulse.beat();
    } while (!stopping && System.nanoTime() < end);
    consumer.resume(consumer.assignment());
  }

  /** A partition assigned during the poll was not paused yet: its records are read again later. */
  private static void giveBack(
      Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> early) {
    for (var partition : early.partitions()) {
      consumer.seek(partition, early.records(partition).getFirst().offset());
    }
  }

  /** What can't be committed now is committed later, or delivered again: neither counts twice. */
  private void commit(Consumer<byte[], byte[]> consumer) {
    uncommitted.keySet().retainAll(consumer.assignment());
    if (uncommitted.isEmpty() || !lostPlace.isCounted()) {
      return;
    }
    try {
      consumer.commitSync(uncommitted);
      uncommitted.clear();
    } catch (CommitFailedException e) {
      uncommitted.clear();
      LOG.infof("this consumer has lost its partitions: %s", e.getMessage());
    } catch (RebalanceInProgressException | TimeoutException e) {
      LOG.debugf("the place is committed later: %s", e.getMessage());
    }
  }
}
