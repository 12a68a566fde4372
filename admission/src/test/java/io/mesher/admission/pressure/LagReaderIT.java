package io.mesher.admission.pressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.admission.pressure.PipelinePressure.Level;
import io.mesher.testkit.server.SharedServers;
import io.mesher.testkit.server.TopicWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LagReaderIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String topic = "lag-" + UUID.randomUUID();
  private final String group = "group-" + UUID.randomUUID();
  private final Instant now = Instant.now();
  private Admin admin;

  @BeforeEach
  void makeTopic() throws ExecutionException, InterruptedException {
    admin =
        Admin.create(
            Map.of(
                "bootstrap.servers",
                SharedServers.environment().getOrDefault("MESHER_KAFKA_BOOTSTRAP_SERVERS", "")));
    admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
  }

  @AfterEach
  void close() {
    admin.close();
  }

  @Test
  void anEmptyTopicFlows() {
    assertThat(level()).isEqualTo(Level.FLOWING);
  }

  @Test
  void youngRecordsFlow() {
    write(1, now.minusSeconds(30));

    assertThat(level()).isEqualTo(Level.FLOWING);
  }

  @Test
  void anOldUnreadRecordIsBehindWhateverFollows() {
    write(1, now.minus(Duration.ofMinutes(6)));
    write(1, now);
    write(0, now);

    assertThat(level()).isEqualTo(Level.BEHIND);
  }

  @Test
  void aVeryOldUnreadRecordIsNearLoss() {
    write(0, now.minus(Duration.ofHours(51)));

    assertThat(level()).isEqualTo(Level.NEAR_LOSS);
  }

  @Test
  void whatIsReadCountsNoMore() throws ExecutionException, InterruptedException {
    write(0, now.minus(Duration.ofHours(51)));
    write(0, now.minus(Duration.ofMinutes(6)));
    write(0, now);

    commit(1);
    assertThat(level()).isEqualTo(Level.BEHIND);

    commit(2);
    assertThat(level()).isEqualTo(Level.FLOWING);
  }

  @Test
  void soManyUnreadBytesThatKafkaWouldDeleteThemAreNearLoss()
      throws ExecutionException, InterruptedException {
    bound(1_000_000);
    for (int i = 0; i < 8; i++) {
      write(0, now, new byte[100_000]);
    }

    assertThat(level()).isEqualTo(Level.NEAR_LOSS);

    commit(2);
    assertThat(level()).isEqualTo(Level.FLOWING);
  }

  private void bound(long bytes) throws ExecutionException, InterruptedException {
    var bound = new ConfigEntry(TopicConfig.RETENTION_BYTES_CONFIG, Long.toString(bytes));
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    admin
        .incrementalAlterConfigs(
            Map.of(resource, List.of(new AlterConfigOp(bound, AlterConfigOp.OpType.SET))))
        .all()
        .get();
    // The controller has it; the broker, which answers, hears of it a moment later.
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              var told = admin.describeConfigs(List.of(resource)).all().get().get(resource);
              return told != null && bound.value().equals(told.get(bound.name()).value());
            });
  }

  private Level level() {
    return new LagReader(admin)
        .read(group, topic, now.minus(Duration.ofMinutes(5)), now.minus(Duration.ofHours(50)))
        .await()
        .atMost(PATIENCE);
  }

  private void write(int partition, Instant at) {
    write(partition, at, new byte[] {1});
  }

  private void write(int partition, Instant at, byte[] value) {
    try (var writer = new TopicWriter()) {
      writer.send(new ProducerRecord<>(topic, partition, at.toEpochMilli(), "k", value));
    }
  }

  private void commit(long offset) throws ExecutionException, InterruptedException {
    admin
        .alterConsumerGroupOffsets(
            group, Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(offset)))
        .all()
        .get();
  }
}
