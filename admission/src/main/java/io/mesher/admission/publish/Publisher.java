package io.mesher.admission.publish;

import io.mesher.admission.refusal.Refusal;
import io.mesher.contracts.event.AcceptedEvent;
import io.mesher.contracts.topic.Topic;
import io.mesher.contracts.trace.TraceHeaders;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.context.Context;
import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.jpountz.util.Native;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hands records to Kafka and tells when all in-sync replicas hold them. A producer of Kafka's own:
 * {@code docs/adr/0035-raw-kafka-producer-in-gateways.md}. Never blocks: what can't be taken at
 * once is refused at once. Thread-safe; answers come on the producer's thread, so leave it quickly.
 */
@Startup
@Singleton
public class Publisher {
  private static final Logger LOG = Logger.getLogger(Publisher.class);
  private static final String EVENTS = Topic.Names.EVENTS_ACCEPTED;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(2);

  /** An event and its headers; as much as the topic takes. */
  private static final int MAX_REQUEST = 2 * 1024 * 1024;

  /** How often the partitions are asked for until they are known. */
  private static final long WARM_UP_MILLIS = 100;

  private final Vertx vertx;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Timer acks;
  private volatile boolean ready;
  private long warmUp;

  Publisher(
      Vertx vertx,
      MeterRegistry metrics,
      PublisherConfig config,
      @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.vertx = vertx;
    loadNativeLz4();
    this.producer = new KafkaProducer<>(settings(config, kafka));
    this.acks =
        Timer.builder("mesher.admission.kafka.ack")
            .description("From the hand-over of an event to its acknowledgement by Kafka")
            .register(metrics);
  }

  /**
   * Makes lz4 take its native code, a third of the work of its Java code. Left alone it does so
   * only where the system's class loader has loaded it, and a packaged service has another.
   */
  private static void loadNativeLz4() {
    try {
      Native.load();
    } catch (UnsupportedOperationException | LinkageError e) {
      LOG.info("lz4 has no native code for this machine; its Java code does it", e);
    }
  }

  private static Map<String, Object> settings(PublisherConfig config, Map<String, Object> kafka) {
    var settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, (int) config.linger().toMillis());
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, config.batchBytes());
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, config.bufferBytes());
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST);
    // send() is called on event loops.
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) config.ackTimeout().toMillis());
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST_TIMEOUT.toMillis());
    settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    // Without waiting there is no way back from forgotten partitions but a lost event.
    settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(3_650).toMillis());
    settings.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    return settings;
  }

  @PostConstruct
  void open() {
    warmUp();
    warmUp = vertx.setPeriodic(WARM_UP_MILLIS, tick -> warmUp());
  }

  @PreDestroy
  void close() {
    vertx.cancelTimer(warmUp);
    producer.close(CLOSE_TIMEOUT);
  }

  /** Whether Kafka has been reached yet; says nothing of whether it can be reached now. */
  public boolean ready() {
    return ready;
  }

  /**
   * Sends an event. Fails with a {@link Refusal}: overloaded when the buffer is full, unavailable
   * when Kafka has not acknowledged in time (the event may be stored all the same).
   *
   * @param trace goes along with it; the root when it is not traced
   */
  public Future<Void> publish(AcceptedEvent event, byte[] body, Context trace) {
    var record = new ProducerRecord<byte[], byte[]>(EVENTS, null, body);
    event.writeTo(record.headers());
    TraceHeaders.write(trace, record.headers());
    return send(record);
  }

  /** Sends any record with the same promise as {@link #publish}. */
  public Future<Void> send(ProducerRecord<byte[], byte[]> record) {
    var acknowledged = Promise.<Void>promise();
    long start = System.nanoTime();
    try {
      var unused =
          producer.send(
              record,
              (metadata, failure) -> {
                if (failure == null) {
                  acks.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
                  acknowledged.complete();
                } else {
                  acknowledged.fail(refusal(failure));
                }
              });
    } catch (KafkaException | IllegalStateException e) {
      acknowledged.tryFail(refusal(e));
    }
    return acknowledged.future();
  }

  private void warmUp() {
    if (ready) {
      return;
    }
    try {
      int partitions = producer.partitionsFor(EVENTS).size();
      ready = true;
      LOG.infof("%s has %d partitions", EVENTS, partitions);
      var unused = vertx.cancelTimer(warmUp);
    } catch (TimeoutException notYet) {
      LOG.debug("kafka has not told the partitions yet");
    }
  }

  private static Refusal refusal(@Nullable Throwable failure) {
    if (failure instanceof BufferExhaustedException) {
      return Refusal.overloaded();
    }
    if (failure instanceof RecordTooLargeException) {
      return Refusal.tooLarge(null);
    }
    LOG.debug("kafka did not acknowledge", failure);
    return Refusal.unavailable();
  }
}
