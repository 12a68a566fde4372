package io.mesher.bench.store;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Records that were handed to Kafka's client. */
final class Sent {
  private Sent() {}

  /**
   * Returns when Kafka has them all.
   *
   * @throws IllegalStateException when it did not take one
   */
  static void requireAll(List<Future<RecordMetadata>> records) {
    try {
      for (var record : records) {
        record.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka did not take a record: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
