package io.mesher.ingest.fault;

import static org.awaitility.Awaitility.await;

import io.mesher.contracts.topic.Topic;
import io.mesher.testkit.server.SharedServers;
import io.mesher.testkit.server.TopicWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;

/**
 * An event that the storage-writer has not read for some time, until this is closed. On a topic
 * that no gateway writes to, and each on a partition of its own: among younger records Kafka would
 * not find an old one by its time. The topic takes the producer's time for it, not the broker's.
 */
final class Backlog implements AutoCloseable {
  private static final String TOPIC = Topic.Names.EVENTS_GROUPED;
  private static final String GROUP = "mesher-storage-writer";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Shows whose time the topic takes; what lies here is read at once. */
  private static final TopicPartition PROBES = new TopicPartition(TOPIC, 11);

  private final Admin admin;
  private final TopicPartition partition;

  private Backlog(Admin admin, TopicPartition partition) {
    this.admin = admin;
    this.partition = partition;
  }

  /** One event of that age, alone on a partition that nobody else uses. */
  static Backlog of(Duration age, int partition) throws ExecutionException, InterruptedException {
    var admin = admin();
    long then = Instant.now().minus(age).toEpochMilli();
    try (var writer = new TopicWriter()) {
      takeTimeOf(admin, "CreateTime");
      await()
          .atMost(PATIENCE)
          .until(() -> writer.send(record(PROBES.partition(), then)).timestamp() == then);
      markRead(admin, PROBES);
      writer.send(record(partition, then));
    }
    return new Backlog(admin, new TopicPartition(TOPIC, partition));
  }

  private static Admin admin() {
    var bootstrap = SharedServers.environment().getOrDefault("MESHER_KAFKA_BOOTSTRAP_SERVERS", "");
    return Admin.create(Map.of("bootstrap.servers", bootstrap));
  }

  private static ProducerRecord<String, byte[]> record(int partition, long timestamp) {
    return new ProducerRecord<>(TOPIC, partition, timestamp, "k", new byte[] {1});
  }

  private static void takeTimeOf(Admin admin, String type)
      throws ExecutionException, InterruptedException {
    var change =
        new AlterConfigOp(
            new ConfigEntry("message.timestamp.type", type), AlterConfigOp.OpType.SET);
    admin
        .incrementalAlterConfigs(
            Map.of(new ConfigResource(ConfigResource.Type.TOPIC, TOPIC), List.of(change)))
        .all()
        .get();
  }

  private static void markRead(Admin admin, TopicPartition partition)
      throws ExecutionException, InterruptedException {
    var end = admin.listOffsets(Map.of(partition, OffsetSpec.latest())).partitionResult(partition);
    var read = new OffsetAndMetadata(end.get().offset());
    admin.alterConsumerGroupOffsets(GROUP, Map.of(partition, read)).all().get();
  }

  /** The group reads it. */
  @Override
  public void close() throws ExecutionException, InterruptedException {
    try (admin) {
      takeTimeOf(admin, "LogAppendTime");
      markRead(admin, partition);
    }
  }
}
