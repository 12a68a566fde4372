package io.mesher.writer.consume;

import io.mesher.writer.database.DatabaseException;
import io.mesher.writer.outcome.Gap;
import io.mesher.writer.outcome.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Goes on at the earliest record where the consumer has no place: a partition that the group has
 * never read, or one whose place Kafka has deleted. What is lost is counted before any place is
 * committed, so that a crash in between finds the gap again. For the loop's thread only.
 */
@ApplicationScoped
class LostPlace {
  private static final Logger LOG = Logger.getLogger(LostPlace.class);

  private final Ledger ledger;
  private final WriterMetrics metrics;
  private final List<Gap> uncounted = new ArrayList<>();

  LostPlace(Ledger ledger, WriterMetrics metrics) {
    this.ledger = ledger;
    this.metrics = metrics;
  }

  void goOn(Consumer<byte[], byte[]> consumer, InvalidOffsetException cause) {
    var earliest = consumer.beginningOffsets(cause.partitions());
    if (cause instanceof OffsetOutOfRangeException lost) {
      var places = lost.offsetOutOfRangePartitions();
      for (var beginning : earliest.entrySet()) {
        var place = places.get(beginning.getKey());
        if (place != null) {
          notice(beginning.getKey(), place, beginning.getValue());
        }
      }
    }
    earliest.forEach(consumer::seek);
  }

  private void notice(TopicPartition partition, long place, long earliest) {
    if (earliest <= place) {
      LOG.errorf(
          "the place %d of %s is past its end: the topic was made anew; going on at %d",
          place, partition, earliest);
      return;
    }
    LOG.errorf(
        "%d records of %s were deleted before they were read, going on at %d; add storage-writers,"
            + " or raise retention.ms and retention.bytes of the topic",
        earliest - place, partition, earliest);
    metrics.lost(earliest - place);
    uncounted.add(new Gap(partition.topic(), partition.partition(), place, earliest));
  }

  /** Whether all gaps are in the books. */
  boolean isCounted() {
    if (uncounted.isEmpty()) {
      return true;
    }
    try {
      ledger.lost(uncounted);
      uncounted.clear();
      return true;
    } catch (DatabaseException e) {
      LOG.debugf("what was lost is counted later: %s", e.getMessage());
      return false;
    }
  }
}
