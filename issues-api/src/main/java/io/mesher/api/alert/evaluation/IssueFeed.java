package io.mesher.api.alert.evaluation;

import io.mesher.contracts.codec.RecordCodec;
import io.mesher.contracts.codec.UnreadableRecordException;
import io.mesher.contracts.issue.IssueChanged;
import io.mesher.contracts.topic.Topic;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads {@code mesher.issues.changed}, shared among the replicas. Positions are committed after the
 * alerts are, so a replica that dies costs its successor a repetition, which rules know by its
 * cause. Without Kafka or the database it waits and goes on where it was.
 */
@ApplicationScoped
class IssueFeed {
  private static final Logger LOG = Logger.getLogger(IssueFeed.class);
  private static final RecordCodec<IssueChanged> CODEC = RecordCodec.json(IssueChanged.class);
  private static final String GROUP = "mesher-alerts";
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private final IssueRules rules;
  private final Map<String, Object> kafka;
  private final Thread thread;
  private final CountDownLatch stop = new CountDownLatch(1);

  IssueFeed(IssueRules rules, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.rules = rules;
    this.kafka = kafka;
    this.thread =
        Thread.ofPlatform()
            .name("alert-issues")
            .daemon()
            .uncaughtExceptionHandler((t, e) -> LOG.error("no issue is judged any more", e))
            .unstarted(this::run);
  }

  void onStart(@Observes StartupEvent started) {
    thread.start();
  }

  void onStop(@Observes ShutdownEvent stopped) throws InterruptedException {
    stop.countDown();
    thread.join(STOP_WITHIN);
  }

  boolean isAlive() {
    return thread.isAlive();
  }

  private void run() {
    while (!stopped()) {
      try (var consumer = consumer()) {
        consumer.subscribe(List.of(Topic.Names.ISSUES_CHANGED));
        while (!stopped()) {
          judge(consumer, consumer.poll(POLL));
        }
      } catch (KafkaException e) {
        LOG.warn("issues are not judged for the moment", e);
        pause();
      }
    }
  }

  /** What can't be judged now is read again: it is not skipped. */
  private void judge(Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> polled) {
    if (polled.isEmpty()) {
      return;
    }
    try {
      rules.judge(changes(polled)).await().atMost(PATIENCE);
    } catch (RuntimeException e) {
      LOG.warn("issues are judged again in a moment", e);
      polled
          .partitions()
          .forEach(
              partition -> consumer.seek(partition, polled.records(partition).getFirst().offset()));
      pause();
      return;
    }
    var positions = new HashMap<TopicPartition, OffsetAndMetadata>();
    polled
        .partitions()
        .forEach(
            partition ->
                positions.put(
                    partition,
                    new OffsetAndMetadata(polled.records(partition).getLast().offset() + 1)));
    consumer.commitSync(positions, PATIENCE);
  }

  private static List<IssueChanged> changes(ConsumerRecords<byte[], byte[]> polled) {
    var changes = new ArrayList<IssueChanged>();
    for (var found : polled) {
      try {
        if (found.value() != null) {
          changes.add(CODEC.decode(found.value()));
        }
      } catch (UnreadableRecordException e) {
        LOG.warnf(
            "skipped offset %d of %s-%d: %s",
            found.offset(), found.topic(), found.partition(), e.getMessage());
      }
    }
    return changes;
  }

  private boolean stopped() {
    return stop.getCount() == 0;
  }

  private void pause() {
    try {
      if (stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("stopped while waiting");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.countDown();
    }
  }

  private Consumer<byte[], byte[]> consumer() {
    var settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, GROUP);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
    settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
    settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
