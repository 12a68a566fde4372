package io.mesher.ws.feed;

import io.mesher.contracts.codec.UnreadableRecordException;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;

/**
 * Reads every partition of the live topics from the moment it starts, for ever. There is no group:
 * nothing is committed, nobody shares the work. A consumer that breaks is replaced and goes on
 * where the last one was, so an outage of Kafka delays live messages and loses none.
 */
final class FeedLoop implements Runnable {
  private static final Logger LOG = Logger.getLogger(FeedLoop.class);
  private static final Duration REBUILD_PAUSE = Duration.ofSeconds(1);

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Map<String, List<TopicListener>> listeners;
  private final FeedConfig config;
  private final FeedState state;
  private final LongSupplier nanos;
  private final Counter unreadable;
  private final CountDownLatch stop = new CountDownLatch(1);

  /** Where to read on; survives a consumer. */
  private final Map<TopicPartition, Long> positions = new HashMap<>();

  /** Topics whose positions are fixed: what is new in them later is read from its beginning. */
  private final Set<String> knownTopics = new HashSet<>();

  private long nextDiscovery;
  private long nextProbe;

  FeedLoop(
      Supplier<Consumer<byte[], byte[]>> consumers,
      Map<String, List<TopicListener>> listeners,
      FeedConfig config,
      FeedState state,
      LongSupplier nanos,
      Counter unreadable) {
    this.consumers = consumers;
    this.listeners = Map.copyOf(listeners);
    this.config = config;
    this.state = state;
    this.nanos = nanos;
    this.unreadable = unreadable;
  }

  /** Asks the loop to end; it does so within a poll. */
  void stop() {
    stop.countDown();
  }

  @Override
  public void run() {
    while (!stopped()) {
      state.turned();
      try (var consumer = consumers.get()) {
        resume(consumer);
        while (!stopped()) {
          state.turned();
          turn(consumer);
        }
      } catch (KafkaException e) {
        state.inTrouble("the Kafka consumer failed");
        LOG.warn("the live feed's consumer failed; another takes over", e);
        pause();
      }
    }
  }

  /** One turn. A request that times out says that Kafka is away; the next turn tries again. */
  void turn(Consumer<byte[], byte[]> consumer) {
    try {
      if (due(nextDiscovery)) {
        discover(consumer);
        nextDiscovery = nanos.getAsLong() + config.discovery().toNanos();
        nextProbe = 0;
      }
      if (due(nextProbe)) {
        consumer.endOffsets(consumer.assignment(), config.requestTimeout());
        state.inContact();
        nextProbe = nanos.getAsLong() + config.probe().toNanos();
      }
      for (ConsumerRecord<byte[], byte[]> polled : consumer.poll(config.poll())) {
        positions.put(new TopicPartition(polled.topic(), polled.partition()), polled.offset() + 1);
        deliver(polled);
      }
    } catch (RetriableException e) {
      state.inTrouble("Kafka does not answer");
      LOG.debug("Kafka does not answer the live feed", e);
    }
  }

  private void resume(Consumer<byte[], byte[]> consumer) {
    nextDiscovery = nanos.getAsLong();
    consumer.assign(positions.keySet());
    positions.forEach(consumer::seek);
  }

  private void discover(Consumer<byte[], byte[]> consumer) {
    for (String topic : listeners.keySet()) {
      var added = new ArrayList<>(partitions(consumer, topic));
      added.removeAll(positions.keySet());
      if (added.isEmpty()) {
        continue;
      }
      // A topic's first partitions are read from now on. One that is added later was empty when
      // this replica started: all of it is news.
      var starts =
          knownTopics.contains(topic)
              ? consumer.beginningOffsets(added, config.requestTimeout())
              : consumer.endOffsets(added, config.requestTimeout());
      positions.putAll(starts);
      knownTopics.add(topic);
      consumer.assign(positions.keySet());
      starts.forEach(consumer::seek);
      LOG.infof("reading %d partitions of %s", added.size(), topic);
    }
  }

  private Collection<TopicPartition> partitions(Consumer<byte[], byte[]> consumer, String topic) {
    List<PartitionInfo> found = consumer.partitionsFor(topic, config.requestTimeout());
    if (found == null || found.isEmpty()) {
      throw new MissingTopicException(topic);
    }
    return found.stream()
        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
        .toList();
  }

  private void deliver(ConsumerRecord<byte[], byte[]> polled) {
    if (polled.value() == null) {
      return;
    }
    try {
      for (var listener : listeners.getOrDefault(polled.topic(), List.of())) {
        if (polled.key() == null || listener.concerns(polled.key())) {
          listener.onRecord(polled.value());
        }
      }
    } catch (UnreadableRecordException e) {
      unreadable.increment();
      LOG.warnf(
          "skipped offset %d of %s-%d: %s",
          polled.offset(), polled.topic(), polled.partition(), e.getMessage());
    }
  }

  private boolean due(long at) {
    return at == 0 || nanos.getAsLong() - at >= 0;
  }

  private boolean stopped() {
    return stop.getCount() == 0;
  }

  private void pause() {
    try {
      if (stop.await(REBUILD_PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("stopped while waiting");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop();
    }
  }

  /** A topic that the installation has not made yet: worth another look. */
  private static final class MissingTopicException extends RetriableException {
    private static final long serialVersionUID = 1L;

    MissingTopicException(String topic) {
      super("topic " + topic + " does not exist");
    }
  }
}
