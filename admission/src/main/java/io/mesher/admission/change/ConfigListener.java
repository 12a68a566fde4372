package io.mesher.admission.change;

import io.mesher.contracts.codec.RecordCodec;
import io.mesher.contracts.codec.UnreadableRecordException;
import io.mesher.contracts.config.ConfigChanged;
import io.mesher.contracts.topic.Topic;
import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code mesher.config.changed} in every replica, without a group, and fires each change as a
 * CDI event on its own thread. Begins with the changes of the last minutes: whoever caches for less
 * than {@link #LOOK_BACK} misses none over a restart.
 */
@Startup
@ApplicationScoped
public class ConfigListener {
  static final Duration LOOK_BACK = Duration.ofMinutes(15);

  private static final Logger LOG = Logger.getLogger(ConfigListener.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration STUCK_AFTER = Duration.ofSeconds(60);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(3);
  private static final int API_TIMEOUT_MILLIS = 5_000;
  private static final int METADATA_AGE_MILLIS = 30_000;
  private static final long PAUSE_MILLIS = 1_000;

  private final Map<String, Object> settings;
  private final Event<ConfigChanged> changes;
  private final RecordCodec<ConfigChanged> codec = RecordCodec.json(ConfigChanged.class);
  private final Thread thread;
  private volatile boolean stopping;
  private volatile Instant lastRound = Instant.now();

  ConfigListener(
      @Identifier("default-kafka-broker") Map<String, Object> kafka, Event<ConfigChanged> changes) {
    this.settings = settings(kafka);
    this.changes = changes;
    this.thread =
        Thread.ofPlatform().name("config-listener").daemon().unstarted(this::listenUntilStopped);
  }

  private static Map<String, Object> settings(Map<String, Object> kafka) {
    var settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MILLIS);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, API_TIMEOUT_MILLIS);
    settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    // How soon partitions that were added to the topic are read too.
    settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, METADATA_AGE_MILLIS);
    settings.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    return settings;
  }

  @PostConstruct
  void start() {
    thread.start();
  }

  @PreDestroy
  void stop() throws InterruptedException {
    stopping = true;
    thread.join(STOP_WITHIN);
  }

  /** Whether the thread lives and goes round; Kafka being away does not stop it. */
  boolean listening() {
    return thread.isAlive() && lastRound.plus(STUCK_AFTER).isAfter(Instant.now());
  }

  private void listenUntilStopped() {
    while (!stopping) {
      try (var consumer = new KafkaConsumer<byte[], byte[]>(settings)) {
        begin(consumer);
        while (!stopping && consumer.assignment().equals(partitions(consumer))) {
          lastRound = Instant.now();
          consumer.poll(POLL).forEach(record -> tell(record.value()));
        }
      } catch (InterruptException | WakeupException e) {
        return;
      } catch (KafkaException e) {
        LOG.debug("changes can't be read just now", e);
        pause();
      }
    }
  }

  private void begin(KafkaConsumer<byte[], byte[]> consumer) {
    lastRound = Instant.now();
    var since = Instant.now().minus(LOOK_BACK).toEpochMilli();
    var partitions =
        partitions(consumer).stream()
            .collect(Collectors.toMap(partition -> partition, partition -> since));
    if (partitions.isEmpty()) {
      throw new UnknownTopicOrPartitionException(Topic.Names.CONFIG_CHANGED + " does not exist");
    }
    consumer.assign(partitions.keySet());
    consumer
        .offsetsForTimes(partitions)
        .forEach(
            (partition, found) -> {
              if (found != null) {
                consumer.seek(partition, found.offset());
              } else {
                consumer.seekToEnd(List.of(partition));
              }
            });
    LOG.infof("changes are heard from %d partitions", partitions.size());
  }

  /** As the client knows them: asked from it at every round, and by it once in a while. */
  private static Set<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
    return consumer.partitionsFor(Topic.Names.CONFIG_CHANGED).stream()
        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
        .collect(Collectors.toSet());
  }

  private void tell(byte @Nullable [] value) {
    if (value == null) {
      return;
    }
    try {
      changes.fire(codec.decode(value));
    } catch (UnreadableRecordException e) {
      LOG.warnf("a change is not readable: %s", e.getMessage());
    } catch (RuntimeException e) {
      // An observer's fault: the next change is as important, and a restart would meet this one
      // again.
      LOG.error("a change could not be taken in", e);
    }
  }

  private void pause() {
    lastRound = Instant.now();
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      stopping = true;
    }
  }
}
