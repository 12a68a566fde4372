package io.mesher.writer.consume;

import io.mesher.contracts.topic.Topic;
import io.mesher.writer.store.Stored;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/** What became of the records that this writer read. */
@ApplicationScoped
class WriterMetrics {
  private static final Duration[] BOUNDS = {
    Duration.ofMillis(200),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(30),
    Duration.ofMinutes(5)
  };

  private final Counter accepted;
  private final Counter redelivered;
  private final Counter deduplicated;
  private final Counter discarded;
  private final Counter orphaned;
  private final Counter dead;
  private final Counter repeats;
  private final Counter lost;
  private final DistributionSummary batches;
  private final Timer waits;
  private final Timer latency;

  /** When the oldest event in hand was written to Kafka, in milliseconds; 0 without any. */
  private volatile long oldestInHand;

  WriterMetrics(MeterRegistry registry) {
    lost =
        Counter.builder("mesher.writer.lost")
            .description("Records that Kafka deleted before they were read")
            .register(registry);
    Gauge.builder("mesher.writer.lag.seconds", this, WriterMetrics::lagSeconds)
        .description("Age of the oldest event that is being stored; 0 when nothing waits")
        .register(registry);
    Gauge.builder("mesher.writer.lag.retention.ratio", this, WriterMetrics::lagOfRetention)
        .description("The same as a part of the topic's retention: at 1 events are lost")
        .register(registry);
    batches =
        DistributionSummary.builder("mesher.writer.batch.events")
            .description("Records of a batch; their number is that of the transactions")
            .register(registry);
    waits =
        Timer.builder("mesher.writer.batch.wait")
            .description("From the writing of a batch's oldest record to Kafka until it is stored")
            .register(registry);
    latency =
        Timer.builder("mesher.writer.latency")
            .description("From an event's receipt by its gateway until it is stored and announced")
            .serviceLevelObjectives(BOUNDS)
            .register(registry);
    accepted = outcome(registry, "accepted");
    redelivered = outcome(registry, "redelivered");
    deduplicated = outcome(registry, "deduplicated");
    discarded = outcome(registry, "discarded");
    orphaned = outcome(registry, "orphaned");
    dead = outcome(registry, "dead");
    repeats =
        Counter.builder("mesher.writer.batch.repeats")
            .description("Attempts to store a batch that failed and are repeated")
            .register(registry);
  }

  private static Counter outcome(MeterRegistry registry, String outcome) {
    return Counter.builder("mesher.writer.events")
        .description("Records read, by what became of them")
        .tag("outcome", outcome)
        .register(registry);
  }

  /** The oldest record was written at that time, in milliseconds; empty without events. */
  void completed(Stored stored, int deadRecords, OptionalLong oldest) {
    accepted.increment(stored.accepted());
    redelivered.increment(stored.redelivered());
    deduplicated.increment(stored.deduplicated());
    discarded.increment(stored.discarded());
    orphaned.increment(stored.orphaned());
    dead.increment(deadRecords);
    batches.record(
        stored.accepted()
            + stored.redelivered()
            + stored.deduplicated()
            + stored.discarded()
            + stored.orphaned()
            + deadRecords);
    oldest.ifPresent(
        time -> waits.record(Duration.ofMillis(Math.max(0, System.currentTimeMillis() - time))));
  }

  /** By the gateway's clock and ours: what they differ by is in it. */
  void stored(Instant receivedAt) {
    var age = Duration.between(receivedAt, Instant.now());
    latency.record(age.isNegative() ? Duration.ZERO : age);
  }

  void holding(long oldest) {
    oldestInHand = oldest;
  }

  void caughtUp() {
    oldestInHand = 0;
  }

  private double lagSeconds() {
    long oldest = oldestInHand;
    return oldest == 0 ? 0 : Math.max(0, System.currentTimeMillis() - oldest) / 1000.0;
  }

  private double lagOfRetention() {
    return lagSeconds() / Topic.EVENTS_GROUPED.retention().toSeconds();
  }

  void lost(long records) {
    lost.increment(records);
  }

  void repeated() {
    repeats.increment();
  }
}
