package io.mesher.writer.consume;

import io.mesher.contracts.topic.Topic;
import io.mesher.writer.broker.PublishFailedException;
import io.mesher.writer.database.DatabaseException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Polls, stores what it got, announces it, commits its place, polls again. A batch is stored while
 * the one before is being announced; a place is committed once Kafka has the announcements of all
 * before it. While a batch can't be stored the loop goes on polling with every partition paused:
 * the group keeps counting on this consumer for as long as the database is away, be it hours, and
 * nothing is read past the batch. One thread of its own.
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
  private final Places places;

  /** Of the last batch that was stored; its place must not be committed yet. */
  private @Nullable Announcements announcements;

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
    this.places = new Places(lostPlace);
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
      places.forget();
      announcements = null;
      consumer.subscribe(TOPICS, new Handover(consumer));
      while (!stopping) {
        pulse.beat();
        step(consumer);
      }
      handOver(consumer);
    } catch (KafkaException e) {
      LOG.warnf("reading from Kafka failed, beginning anew: %s", e.getMessage());
      Thread.sleep(settings.maxBackoff());
    }
  }

  private void step(Consumer<byte[], byte[]> consumer) {
    var records = poll(consumer, announcements == null ? POLL : Duration.ZERO);
    if (records.isEmpty()) {
      metrics.caughtUp();
      finishAnnouncing(consumer);
      places.commit(consumer);
    } else {
      store(consumer, new Batch(records));
      places.commitMeanwhile(consumer);
    }
  }

  private ConsumerRecords<byte[], byte[]> poll(Consumer<byte[], byte[]> consumer, Duration wait) {
    try {
      return consumer.poll(wait);
    } catch (InvalidOffsetException e) {
      lostPlace.goOn(consumer, e);
      return ConsumerRecords.empty();
    }
  }

  private void store(Consumer<byte[], byte[]> consumer, Batch batch) {
    batch.oldest().ifPresentOrElse(metrics::holding, metrics::caughtUp);
    var next = untilDone(consumer, batch, work::store);
    finishAnnouncing(consumer);
    if (announcements == null) {
      announcements = next;
    }
  }

  /**
   * Whatever of it Kafka does not have is announced again, which repeats the rest. When this loop
   * is asked to end it stays to be handed over.
   */
  private void finishAnnouncing(Consumer<byte[], byte[]> consumer) {
    var last = announcements;
    if (last == null || stopping) {
      return;
    }
    announcements = null;
    var done = untilDone(consumer, last.batch(), new FirstTry(last)::orAgain);
    if (done != null) {
      places.reached(done.batch());
    }
  }

  /** Waits for announcements that are under way; when it is repeated, stores and announces anew. */
  private final class FirstTry {
    private @Nullable Announcements first;

    FirstTry(Announcements first) {
      this.first = first;
    }

    Announcements orAgain(Batch batch) {
      var under = first == null ? work.store(batch) : first;
      first = null;
      under.await();
      return under;
    }
  }

  /** Null when nothing of the batch is left to do, or when this loop is asked to end. */
  private @Nullable Announcements untilDone(
      Consumer<byte[], byte[]> consumer, Batch given, Function<Batch, Announcements> step) {
    var batch = given;
    var backoff = FIRST_BACKOFF;
    while (!stopping && !batch.isEmpty()) {
      pulse.beat();
      try {
        return step.apply(batch);
      } catch (DatabaseException | PublishFailedException e) {
        metrics.repeated();
        LOG.warnf("a batch waits for %s: %s", backoff, e.getMessage());
        waitAsMember(consumer, backoff);
        batch = batch.within(consumer.assignment());
        backoff = longer(backoff);
      }
    }
    return null;
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

  /**
   * Before partitions go to others, or this loop ends: what is done need not be done again. What
   * Kafka does not have of the announcements is announced again, by whoever reads on.
   */
  private void handOver(Consumer<byte[], byte[]> consumer) {
    var last = announcements;
    if (last != null) {
      try {
        last.await();
        places.reached(last.batch());
        announcements = null;
      } catch (PublishFailedException e) {
        LOG.infof("the last batch is announced again: %s", e.getMessage());
      }
    }
    places.commit(consumer);
  }

  private final class Handover implements ConsumerRebalanceListener {
    private final Consumer<byte[], byte[]> consumer;

    Handover(Consumer<byte[], byte[]> consumer) {
      this.consumer = consumer;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      handOver(consumer);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      // their places are those that Kafka holds
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      // others have them already
    }
  }
}
