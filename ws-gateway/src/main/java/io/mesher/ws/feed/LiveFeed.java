package io.mesher.ws.feed;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/** The thread that reads the live topics, from start to stop of the service. */
@ApplicationScoped
class LiveFeed {
  private static final Logger LOG = Logger.getLogger(LiveFeed.class);

  /** A listener only enqueues, so a stop waits for one poll and one request at most. */
  private static final Duration STOP_WAIT = Duration.ofSeconds(5);

  private static final int MAX_BYTES_IN_MEMORY = 8 * 1024 * 1024;

  private final FeedConfig config;
  private final FeedState state = new FeedState(System::nanoTime);
  private final FeedLoop loop;
  private final Thread thread;

  LiveFeed(
      FeedConfig config,
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      @All List<TopicListener> listeners,
      MeterRegistry metrics) {
    this.config = config;
    var unreadable =
        Counter.builder("mesher.ws.feed.unreadable")
            .description("Records of live topics that could not be read and were skipped")
            .register(metrics);
    this.loop =
        new FeedLoop(
            () -> consumer(kafka),
            listeners.stream()
                .collect(Collectors.groupingBy(listener -> listener.topic().topicName())),
            config,
            state,
            System::nanoTime,
            unreadable);
    this.thread = new Thread(loop, "live-feed");
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler(
        (dead, cause) -> LOG.error("the live feed has died; liveness says so", cause));
  }

  void start(@Observes StartupEvent event) {
    state.turned();
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    loop.stop();
    thread.join(STOP_WAIT.toMillis());
  }

  /** What keeps records from being delivered at once; null when nothing does. */
  FeedState state() {
    return state;
  }

  /** Whether the thread lives and turns. Kafka being away does not count against it. */
  boolean isTurning() {
    return thread.isAlive() && state.sinceTurn().compareTo(config.stuckAfter()) < 0;
  }

  private Consumer<byte[], byte[]> consumer(Map<String, Object> kafka) {
    var settings = new HashMap<>(kafka);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // Only for offsets that retention has overtaken: then the present is what is wanted.
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, (int) config.discovery().toMillis());
    settings.put(
        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) config.requestTimeout().toMillis());
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MAX_BYTES_IN_MEMORY);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "mesher-ws-live");
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
