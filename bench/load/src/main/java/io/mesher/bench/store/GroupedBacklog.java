package io.mesher.bench.store;

import io.mesher.contracts.codec.RecordCodec;
import io.mesher.contracts.event.GroupedEvent;
import io.mesher.contracts.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What the processor made, put again before the writer: as new events with ids of their own. */
final class GroupedBacklog {
  private static final RecordCodec<GroupedEvent> CODEC = RecordCodec.groupedEvents();

  private final KafkaProducer<byte[], byte[]> producer;
  private final List<GroupedEvent> processed;
  private int next;

  GroupedBacklog(KafkaProducer<byte[], byte[]> producer, List<byte[]> processed) {
    this.producer = producer;
    this.processed = processed.stream().map(CODEC::decode).toList();
  }

  /** Returns when Kafka holds so many new events. */
  void put(int events) {
    var records = new ArrayList<ProducerRecord<byte[], byte[]>>(events);
    for (int i = 0; i < events; i++) {
      records.add(record(anew(processed.get(next++ % processed.size()))));
    }
    Sent.requireAll(records.stream().map(producer::send).toList());
  }

  private static ProducerRecord<byte[], byte[]> record(GroupedEvent event) {
    var key = event.projectId() + ":" + event.fingerprint();
    return new ProducerRecord<>(
        Topic.Names.EVENTS_GROUPED, key.getBytes(StandardCharsets.US_ASCII), CODEC.encode(event));
  }

  private static GroupedEvent anew(GroupedEvent event) {
    return new GroupedEvent(
        event.projectId(),
        UUID.randomUUID(),
        Instant.now(),
        event.timestamp(),
        event.level(),
        event.message(),
        event.title(),
        event.culprit(),
        event.platform(),
        event.environment(),
        event.release(),
        event.tags(),
        event.user(),
        event.sdkName(),
        event.sdkVersion(),
        event.groupingVersion(),
        event.hashes(),
        event.payloadCodec(),
        event.payload());
  }
}
