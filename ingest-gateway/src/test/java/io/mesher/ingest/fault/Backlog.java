package io.mesher.ingest.fault;

import io.mesher.contracts.topic.Topic;
import io.mesher.testkit.server.SharedServers;
import io.mesher.testkit.server.TopicWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * An event that the storage-writer has not read for some time, until this is closed. On a topic
 * that no gateway writes to, and each on a partition of its own: among younger records Kafka would
 * not find an old one by its time.
 */
final class Backlog implements AutoCloseable {
  private static final String GROUP = "mesher-storage-writer";

  private final TopicPartition partition;

  private Backlog(TopicPartition partition) {
    this.partition = partition;
  }

  /** One event of that age, alone on a partition that nobody else uses. */
  static Backlog of(Duration age, int partition) {
    try (var writer = new TopicWriter()) {
      writer.send(
          new ProducerRecord<>(
              Topic.Names.EVENTS_GROUPED,
              partition,
              Instant.now().minus(age).toEpochMilli(),
              "k",
              new byte[] {1}));
    }
    return new Backlog(new TopicPartition(Topic.Names.EVENTS_GROUPED, partition));
  }

  /** The group reads it. */
  @Override
  public void close() throws ExecutionException, InterruptedException {
    var bootstrap = SharedServers.environment().getOrDefault("MESHER_KAFKA_BOOTSTRAP_SERVERS", "");
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      var end =
          admin.listOffsets(Map.of(partition, OffsetSpec.latest())).partitionResult(partition);
      var read = new OffsetAndMetadata(end.get().offset());
      admin.alterConsumerGroupOffsets(GROUP, Map.of(partition, read)).all().get();
    }
  }
}
