package io.mesher.writer.consume;

import io.mesher.writer.broker.PublishFailedException;
import io.mesher.writer.broker.Publisher;
import io.mesher.writer.store.Stored;
import java.time.Duration;

/** What is to be told of a batch that is stored, on its way to Kafka. */
record Announcements(
    Batch batch, Stored stored, int dead, Publisher.Sent sent, WriterMetrics metrics) {
  private static final Duration PATIENCE = Duration.ofSeconds(12);

  /**
   * Returns when Kafka has all of it: the batch is done.
   *
   * @throws PublishFailedException when the batch must be stored again, to be told of again
   */
  void await() {
    sent.await(PATIENCE);
    metrics.completed(stored, dead, batch.oldest());
    batch.events().forEach(event -> metrics.stored(event.receivedAt()));
  }
}
