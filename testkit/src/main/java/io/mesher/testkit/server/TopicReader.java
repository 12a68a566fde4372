package io.mesher.testkit.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what is written to a topic of the shared Kafka from its opening on, whoever writes. */
public final class TopicReader implements AutoCloseable {
  private final KafkaConsumer<String, byte[]> consumer;
  private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();

  private TopicReader(KafkaConsumer<String, byte[]> consumer) {
    this.consumer = consumer;
  }

  /** Opens a reader at the topic's present end. */
  public static TopicReader fromNow(String topic) {
    var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers",
                SharedServers.environment().getOrDefault("MESHER_KAFKA_BOOTSTRAP_SERVERS", "")),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    var partitions =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position); // seeking is lazy: this fixes the place
    return new TopicReader(consumer);
  }

  /**
   * The first {@code count} records that fit, waiting for them.
   *
   * @throws AssertionError when fewer came in time
   */
  public List<ConsumerRecord<String, byte[]>> await(
      int count, Duration limit, Predicate<ConsumerRecord<String, byte[]>> fits) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      var found = seen.stream().filter(fits).limit(count).toList();
      if (found.size() >= count) {
        return found;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "%d of %d records came within %s".formatted(found.size(), count, limit));
      }
      consumer.poll(Duration.ofMillis(100)).forEach(seen::add);
    }
  }

  /** Everything that has come so far. */
  public List<ConsumerRecord<String, byte[]>> seen() {
    consumer.poll(Duration.ofMillis(100)).forEach(seen::add);
    return List.copyOf(seen);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
