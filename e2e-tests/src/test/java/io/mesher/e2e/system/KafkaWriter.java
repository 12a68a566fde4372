package io.mesher.e2e.system;

import io.mesher.contracts.event.AcceptedEvent;
import io.mesher.contracts.event.EventSource;
import io.mesher.contracts.topic.Topic;
import io.mesher.localstack.settings.Port;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes to topics past the services that do: to a partition of choice, or what is broken. */
public final class KafkaWriter implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;

  public KafkaWriter(MesherSystem mesher) {
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", "127.0.0.1:" + mesher.settings().ports().of(Port.KAFKA)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Of the topic of accepted events. */
  public List<Integer> partitions() {
    return producer.partitionsFor(Topic.Names.EVENTS_ACCEPTED).stream()
        .map(PartitionInfo::partition)
        .toList();
  }

  /** As a gateway does; returns when Kafka holds it. */
  public void accept(int partition, UUID project, UUID event, byte[] body)
      throws ExecutionException, InterruptedException {
    var record =
        new ProducerRecord<byte[], byte[]>(Topic.Names.EVENTS_ACCEPTED, partition, null, body);
    new AcceptedEvent(project, event, Instant.now(), EventSource.NATIVE, "test/1.0", "127.0.0.1")
        .writeTo(record.headers());
    write(record);
  }

  /** Returns when Kafka holds it. */
  public void write(ProducerRecord<byte[], byte[]> record)
      throws ExecutionException, InterruptedException {
    producer.send(record).get();
  }

  @Override
  public void close() {
    producer.close();
  }
}
