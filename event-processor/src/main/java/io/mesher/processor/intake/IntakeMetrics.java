package io.mesher.processor.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** What became of the records that were read. */
@Singleton
class IntakeMetrics {
  private final Counter grouped;
  private final Counter dead;

  IntakeMetrics(MeterRegistry meters) {
    grouped = counter(meters, "grouped");
    dead = counter(meters, "dead");
  }

  private static Counter counter(MeterRegistry meters, String outcome) {
    return Counter.builder("mesher.processor.events")
        .description("Accepted events by what became of them, counted once Kafka holds it")
        .tag("outcome", outcome)
        .register(meters);
  }

  void grouped() {
    grouped.increment();
  }

  void dead() {
    dead.increment();
  }
}
