package io.mesher.processor.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Accepted records that Kafka deleted before they were read, by its retention: the offsets of this
 * topic have no holes, so a hole is a loss. The consumer goes on behind it by itself.
 */
@ApplicationScoped
@Identifier("accepted-places")
class LostRecords implements KafkaConsumerRebalanceListener {
  private static final Logger LOG = Logger.getLogger(LostRecords.class);

  private final Map<TopicPartition, Long> next = new ConcurrentHashMap<>();
  private final Counter lost;

  LostRecords(MeterRegistry meters) {
    lost =
        Counter.builder("mesher.processor.records.lost")
            .description("Accepted records that Kafka's retention deleted before they were read")
            .register(meters);
  }

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    next.keySet().removeAll(partitions);
    try {
      consumer
          .committed(new HashSet<>(partitions))
          .forEach(
              (partition, place) -> {
                if (place != null) {
                  next.put(partition, place.offset());
                }
              });
    } catch (KafkaException e) {
      // Thrown from here it would keep the commits of these partitions from ever starting.
      LOG.warnf("Where %s were left is not known, a loss would go uncounted: %s", partitions, e);
    }
  }

  @Override
  public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    next.keySet().removeAll(partitions);
  }

  /** Takes note of a poll; polls of one partition come in order. The gaps before its records. */
  List<Gap> seen(ConsumerRecords<?, ?> poll) {
    var gaps = new ArrayList<Gap>();
    for (var partition : poll.partitions()) {
      var records = poll.records(partition);
      long first = records.getFirst().offset();
      long expected = next.getOrDefault(partition, first);
      if (first > expected) {
        gaps.add(notice(new Gap(partition, expected, first)));
      } else if (first < expected) {
        LOG.errorf(
            "the place %d of %s is past its end: the topic was made anew; going on at %d",
            expected, partition, first);
      }
      next.put(partition, records.getLast().offset() + 1);
    }
    return gaps;
  }

  private Gap notice(Gap gap) {
    lost.increment(gap.records());
    LOG.errorf(
        "%d records of %s were deleted before they were read, going on at %d; add event-processors,"
            + " or raise retention.ms and retention.bytes of the topic",
        gap.records(), gap.partition(), gap.to());
    return gap;
  }
}
