package io.mesher.testkit.server;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes records to the shared Kafka and returns when they are acknowledged. */
public final class TopicWriter implements AutoCloseable {
  private final KafkaProducer<String, byte[]> producer =
      new KafkaProducer<>(
          Map.<String, Object>of(
              "bootstrap.servers",
              SharedServers.environment().getOrDefault("MESHER_KAFKA_BOOTSTRAP_SERVERS", ""),
              "acks",
              "all"),
          new StringSerializer(),
          new ByteArraySerializer());

  /** Sends one record and waits for its acknowledgement. */
  public RecordMetadata send(ProducerRecord<String, byte[]> record) {
    try {
      return producer.send(record).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
