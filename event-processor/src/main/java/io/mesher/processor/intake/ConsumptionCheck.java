package io.mesher.processor.intake;

import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Not live once the consumer can't go on by itself: its polling thread does not answer, or one
 * event keeps the processor busy for ever. That the channel itself has failed is told by the
 * connector's own check. Kafka being away is neither: polls then come back empty.
 */
@Liveness
class ConsumptionCheck implements HealthCheck {
  private static final String NAME = "consumption";
  private static final long ANSWERED = 0;

  private final KafkaClientService kafka;
  private final WorkWatch watch;
  private final Duration stuckAfter;
  private final AtomicLong askedAt = new AtomicLong(ANSWERED);

  ConsumptionCheck(KafkaClientService kafka, WorkWatch watch, LivenessConfig config) {
    this.kafka = kafka;
    this.watch = watch;
    this.stuckAfter = config.stuckAfter();
  }

  @Override
  public HealthCheckResponse call() {
    if (watch.inWork().compareTo(stuckAfter) > 0) {
      return down("one event has been in work for " + watch.inWork().toSeconds() + " s");
    }
    long asked = askedAt.get();
    if (asked == ANSWERED) {
      askThePollingThread();
    } else if (System.nanoTime() - asked > stuckAfter.toNanos()) {
      return down("the polling thread does not answer");
    }
    return HealthCheckResponse.up(NAME);
  }

  private void askThePollingThread() {
    askedAt.set(System.nanoTime());
    // A refusal leaves the question open: the consumer was closed and never answers again.
    kafka
        .getConsumer("accepted")
        .runOnPollingThread(consumer -> {})
        .subscribe()
        .with(answered -> askedAt.set(ANSWERED), refused -> {});
  }

  private static HealthCheckResponse down(String reason) {
    return HealthCheckResponse.named(NAME).down().withData("reason", reason).build();
  }
}
