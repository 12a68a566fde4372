package io.mesher.writer.consume;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Places up to which batches are done, kept until Kafka has them. What can't be committed now is
 * committed later, or delivered again: neither counts twice. For the consumer's own thread.
 */
final class Places {
  private static final Logger LOG = Logger.getLogger(Places.class);

  private final LostPlace lostPlace;
  private final Map<TopicPartition, OffsetAndMetadata> uncommitted = new HashMap<>();

  Places(LostPlace lostPlace) {
    this.lostPlace = lostPlace;
  }

  /** It is done. */
  void reached(Batch batch) {
    uncommitted.putAll(batch.ends());
  }

  /** The consumer has failed: what it has not committed is delivered again. */
  void forget() {
    uncommitted.clear();
  }

  void commit(Consumer<?, ?> consumer) {
    if (isDue(consumer)) {
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

  /** Without waiting for Kafka: its answer is heard at a later poll. */
  void commitMeanwhile(Consumer<?, ?> consumer) {
    if (isDue(consumer)) {
      consumer.commitAsync(
          Map.copyOf(uncommitted),
          (places, refusal) -> {
            if (refusal == null) {
              places.forEach(uncommitted::remove);
            } else {
              LOG.debugf("the place is committed later: %s", refusal.getMessage());
            }
          });
    }
  }

  private boolean isDue(Consumer<?, ?> consumer) {
    uncommitted.keySet().retainAll(consumer.assignment());
    return !uncommitted.isEmpty() && lostPlace.isCounted();
  }
}
