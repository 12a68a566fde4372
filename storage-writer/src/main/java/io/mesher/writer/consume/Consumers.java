package io.mesher.writer.consume;

import io.mesher.contracts.topic.Topic;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Makes consumers of the group. */
@ApplicationScoped
class Consumers {
  private final Map<String, Object> kafka;
  private final ConsumerSettings settings;

  Consumers(
      @Identifier("default-kafka-broker") Map<String, Object> kafka, ConsumerSettings settings) {
    this.kafka = kafka;
    this.settings = settings;
  }

  Consumer<byte[], byte[]> create() {
    var config = new HashMap<>(kafka);
    config.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
    settings.instanceId().ifPresent(id -> config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, id));
    config.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // A place that is lost is to be noticed, so it is not reset behind our back.
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    int session = (int) settings.sessionTimeout().toMillis();
    config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, session);
    config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, session / 3);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.maxRecords());
    // Under load a poll waits a moment for company: far fewer transactions.
    config.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 65_536);
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
    config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, settings.maxBytes());
    config.put(
        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
        Math.min(settings.maxBytes(), Topic.MAX_MESSAGE_BYTES));
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
