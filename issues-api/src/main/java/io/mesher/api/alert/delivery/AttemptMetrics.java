package io.mesher.api.alert.delivery;

import io.mesher.api.alert.rule.ActionType;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Duration;

/** How attempts to deliver alerts end, and how long they take. */
@Startup
@Singleton
class AttemptMetrics {
  private final MeterRegistry metrics;

  AttemptMetrics(MeterRegistry metrics) {
    this.metrics = metrics;
    for (var channel : ActionType.values()) {
      timer(channel, true);
      timer(channel, false);
    }
  }

  void made(ActionType channel, boolean succeeded, Duration time) {
    timer(channel, succeeded).record(time);
  }

  private Timer timer(ActionType channel, boolean succeeded) {
    return Timer.builder("mesher.alert.delivery")
        .description("Attempts to deliver an alert")
        .tag("channel", channel.wire())
        .tag("outcome", succeeded ? "success" : "failure")
        .register(metrics);
  }
}
