package io.mesher.processor.intake;

import io.mesher.contracts.topic.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** What became of the records that were read. */
@Singleton
class IntakeMetrics {
  private static final Duration IDLE_AFTER = Duration.ofSeconds(2);

  private static final Duration[] BOUNDS = {
    Duration.ofMillis(50),
    Duration.ofMillis(200),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(30),
    Duration.ofMinutes(5)
  };

  private final Counter grouped;
  private final Counter dead;
  private final Timer latency;

  /** When the oldest record in hand was written to Kafka, in milliseconds; 0 without any. */
  private volatile long oldestInHand;

  private volatile long lastAgeMillis;
  private volatile long handedOverAt = System.nanoTime();

  IntakeMetrics(MeterRegistry meters) {
    Gauge.builder("mesher.processor.lag.seconds", this, IntakeMetrics::lagSeconds)
        .description("Age of the oldest accepted event that is being processed; 0 when none waits")
        .register(meters);
    Gauge.builder("mesher.processor.lag.retention.ratio", this, IntakeMetrics::lagOfRetention)
        .description("The same as a part of the topic's retention: at 1 events are lost")
        .register(meters);
    grouped = counter(meters, "grouped");
    dead = counter(meters, "dead");
    latency =
        Timer.builder("mesher.processor.latency")
            .description("From an event's receipt by its gateway until Kafka holds it grouped")
            .serviceLevelObjectives(BOUNDS)
            .register(meters);
  }

  private static Counter counter(MeterRegistry meters, String outcome) {
    return Counter.builder("mesher.processor.events")
        .description("Accepted events by what became of them, counted once Kafka holds it")
        .tag("outcome", outcome)
        .register(meters);
  }

  /** A poll is in work. */
  void holding(ConsumerRecords<?, ?> poll) {
    long oldest = Long.MAX_VALUE;
    for (var record : poll) {
      oldest = Math.min(oldest, record.timestamp());
    }
    oldestInHand = oldest == Long.MAX_VALUE ? 0 : oldest;
  }

  /** Kafka holds what became of the poll. */
  void handedOver() {
    lastAgeMillis = ageMillis();
    handedOverAt = System.nanoTime();
    oldestInHand = 0;
  }

  /**
   * Between two polls it is that of the last one, until a while without any says that none waits.
   */
  private double lagSeconds() {
    if (oldestInHand != 0) {
      return ageMillis() / 1000.0;
    }
    boolean isIdle = System.nanoTime() - handedOverAt > IDLE_AFTER.toNanos();
    return isIdle ? 0 : lastAgeMillis / 1000.0;
  }

  private long ageMillis() {
    long oldest = oldestInHand;
    return oldest == 0 ? 0 : Math.max(0, System.currentTimeMillis() - oldest);
  }

  private double lagOfRetention() {
    return lagSeconds() / Topic.EVENTS_ACCEPTED.retention().toSeconds();
  }

  /** By the gateway's clock and ours: what they differ by is in it. */
  void grouped(Instant receivedAt) {
    grouped.increment();
    var age = Duration.between(receivedAt, Instant.now());
    latency.record(age.isNegative() ? Duration.ZERO : age);
  }

  void dead() {
    dead.increment();
  }
}
