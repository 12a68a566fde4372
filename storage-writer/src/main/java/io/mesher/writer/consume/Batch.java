package io.mesher.writer.consume;

import io.mesher.contracts.codec.RecordCodec;
import io.mesher.contracts.codec.UnreadableRecordException;
import io.mesher.contracts.event.GroupedEvent;
import io.mesher.contracts.outcome.OutcomeReport;
import io.mesher.contracts.topic.Topic;
import io.mesher.writer.outcome.Death;
import io.mesher.writer.store.Rejected;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** What a poll brought, decoded: it stays this service's work until it is stored. */
final class Batch {
  private static final Logger LOG = Logger.getLogger(Batch.class);
  private static final RecordCodec<GroupedEvent> EVENTS = RecordCodec.groupedEvents();
  private static final RecordCodec<OutcomeReport> REPORTS = RecordCodec.json(OutcomeReport.class);

  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
  private final Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
  private final Map<GroupedEvent, ConsumerRecord<byte[], byte[]>> readable =
      new IdentityHashMap<>();
  private final List<GroupedEvent> events = new ArrayList<>();
  private final List<DeadRecord> unreadable = new ArrayList<>();
  private final List<OutcomeReport> reports = new ArrayList<>();
  private final List<Death> deaths = new ArrayList<>();

  Batch(Iterable<ConsumerRecord<byte[], byte[]>> polled) {
    polled.forEach(this::add);
  }

  private void add(ConsumerRecord<byte[], byte[]> record) {
    records.add(record);
    ends.put(partition(record), new OffsetAndMetadata(record.offset() + 1));
    switch (record.topic()) {
      case Topic.Names.EVENTS_GROUPED -> addEvent(record);
      case Topic.Names.OUTCOMES -> addReport(record);
      case Topic.Names.EVENTS_DEAD -> addDeath(record);
      default -> throw new IllegalArgumentException("not a topic of ours: " + record.topic());
    }
  }

  private void addEvent(ConsumerRecord<byte[], byte[]> record) {
    try {
      var event = EVENTS.decode(record.value());
      readable.put(event, record);
      events.add(event);
    } catch (UnreadableRecordException e) {
      unreadable.add(new DeadRecord(record, String.valueOf(e.getMessage()), null));
    }
  }

  private void addReport(ConsumerRecord<byte[], byte[]> record) {
    try {
      reports.add(REPORTS.decode(record.value()));
    } catch (UnreadableRecordException e) {
      leftOut(record, e);
    }
  }

  private void addDeath(ConsumerRecord<byte[], byte[]> record) {
    try {
      deaths.add(DeadRecord.death(record));
    } catch (UnreadableRecordException e) {
      leftOut(record, e);
    }
  }

  /** Bookkeeping that can't be read is left out of the books: it holds no event. */
  private static void leftOut(
      ConsumerRecord<byte[], byte[]> record, UnreadableRecordException cause) {
    LOG.warnf(
        "record %d of %s-%d is left out: %s",
        record.offset(), record.topic(), record.partition(), cause.getMessage());
  }

  /** What is left for this consumer when it has lost partitions: others' work is not ours. */
  Batch within(Collection<TopicPartition> assigned) {
    return assigned.containsAll(ends.keySet())
        ? this
        : new Batch(
            records.stream().filter(record -> assigned.contains(partition(record))).toList());
  }

  private static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
    return new TopicPartition(record.topic(), record.partition());
  }

  boolean isEmpty() {
    return ends.isEmpty();
  }

  /** The smallest of its partitions: no other writer of the group reads that one. */
  int shard() {
    return ends.keySet().stream().mapToInt(TopicPartition::partition).min().orElse(0);
  }

  /** When the oldest event was written, in milliseconds; empty without events. */
  OptionalLong oldest() {
    return readable.values().stream().mapToLong(ConsumerRecord::timestamp).min();
  }

  /** In the order read. */
  List<GroupedEvent> events() {
    return events;
  }

  /** Hears of each event and of the record that brought it. */
  void forEachEvent(BiConsumer<GroupedEvent, ConsumerRecord<byte[], byte[]>> listener) {
    readable.forEach(listener);
  }

  /** Records that this version can't decode. */
  List<DeadRecord> unreadable() {
    return unreadable;
  }

  /** What gateways turned away. */
  List<OutcomeReport> reports() {
    return reports;
  }

  /** What lies in the dead letters. */
  List<Death> deaths() {
    return deaths;
  }

  DeadRecord dead(Rejected rejected) {
    var record = readable.get(rejected.event());
    if (record == null) {
      throw new IllegalArgumentException("not an event of this batch");
    }
    return new DeadRecord(record, rejected.reason(), rejected.event().eventId());
  }

  /** Where reading goes on once all of it is stored. */
  Map<TopicPartition, OffsetAndMetadata> ends() {
    return ends;
  }
}
