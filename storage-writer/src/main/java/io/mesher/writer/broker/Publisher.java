package io.mesher.writer.broker;

import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Publishes records. Made on first use, as Kafka may be away when this service starts. */
@ApplicationScoped
public class Publisher implements AutoCloseable {
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

  private final Map<String, Object> settings;
  private @Nullable Producer<byte[], byte[]> producer;

  public Publisher(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
    settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    // More than one can leave a partition stuck until the time-out: where a new leader refuses a
    // producer's first batch and takes its second, the first stays out of order.
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 2);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 16L * 1024 * 1024);
    settings.put(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, io.mesher.contracts.topic.Topic.MAX_MESSAGE_BYTES);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 3_000);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
  }

  /**
   * Sends all and waits for their acknowledgements. After a failure some may have been written: to
   * send them again is the caller's part.
   *
   * @throws PublishFailedException when not all were acknowledged within {@code patience}
   */
  public void publish(Collection<ProducerRecord<byte[], byte[]>> records, Duration patience) {
    send(records).await(patience);
  }

  /**
   * Hands all to Kafka's client.
   *
   * @throws PublishFailedException when it does not take them
   */
  public Sent send(Collection<ProducerRecord<byte[], byte[]>> records) {
    if (records.isEmpty()) {
      return new Sent(List.of());
    }
    try {
      var out = producer();
      return new Sent(records.stream().<Future<?>>map(out::send).toList());
    } catch (KafkaException e) {
      throw new PublishFailedException("records could not be handed to Kafka's client", e);
    }
  }

  /** Records that are on their way. */
  public record Sent(List<Future<?>> acknowledgements) {

    /**
     * Returns when Kafka has acknowledged them all.
     *
     * @throws PublishFailedException when it has not within {@code patience}
     */
    public void await(Duration patience) {
      long deadline = System.nanoTime() + patience.toNanos();
      try {
        for (var one : acknowledgements) {
          one.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        }
      } catch (ExecutionException e) {
        throw new PublishFailedException("Kafka did not take a record", e.getCause());
      } catch (TimeoutException e) {
        throw new PublishFailedException("Kafka did not acknowledge within " + patience, e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new PublishFailedException("interrupted", e);
      }
    }
  }

  private synchronized Producer<byte[], byte[]> producer() {
    if (producer == null) {
      producer =
          new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
    return producer;
  }

  @PreDestroy
  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close(CLOSE_WITHIN);
    }
  }
}
