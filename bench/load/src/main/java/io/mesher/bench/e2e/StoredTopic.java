package io.mesher.bench.e2e;

import io.mesher.contracts.codec.RecordCodec;
import io.mesher.contracts.event.StoredEvent;
import io.mesher.contracts.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What the writer says of each event after the commit that made it visible. The record's time is
 * not before that commit, the gateway's time of receipt not after its answer: their difference is
 * never less than the time from acknowledgement to visible.
 */
final class StoredTopic implements AutoCloseable {
  private static final RecordCodec<StoredEvent> CODEC = RecordCodec.json(StoredEvent.class);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private long lastVisible;

  StoredTopic(String bootstrap) {
    consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", bootstrap),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    partitions =
        consumer.partitionsFor(Topic.Names.EVENTS_STORED).stream()
            .map(one -> new TopicPartition(one.topic(), one.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position); // seeking is lazy: this fixes the place
  }

  /** Events that were ever announced. */
  long size() {
    return ends(partitions);
  }

  /**
   * Events that gateways ever put into Kafka. A little more than a load generator counts: it leaves
   * without hearing the last answers.
   */
  long accepted() {
    return ends(
        consumer.partitionsFor(Topic.Names.EVENTS_ACCEPTED).stream()
            .map(one -> new TopicPartition(one.topic(), one.partition()))
            .toList());
  }

  /** When the last event that {@link #delays} has read was announced, in milliseconds. */
  long lastVisible() {
    return lastVisible;
  }

  private long ends(List<TopicPartition> of) {
    return consumer.endOffsets(of).values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * The delays of the next events, sorted, in milliseconds.
   *
   * @throws IllegalStateException when they do not come in time
   */
  List<Long> delays(long events, Duration limit) {
    var delays = new ArrayList<Long>();
    long end = System.nanoTime() + limit.toNanos();
    while (delays.size() < events) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "%d of %d events were stored within %s".formatted(delays.size(), events, limit));
      }
      for (var record : consumer.poll(Duration.ofMillis(200))) {
        var received = CODEC.decode(record.value()).receivedAt();
        delays.add(record.timestamp() - received.toEpochMilli());
        lastVisible = Math.max(lastVisible, record.timestamp());
      }
    }
    Collections.sort(delays);
    return delays;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
