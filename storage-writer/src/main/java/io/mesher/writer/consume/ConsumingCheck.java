package io.mesher.writer.consume;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Fails when the loop has ended or is stuck: only a restart helps then. A loop that waits for
 * PostgreSQL or Kafka shows signs of life.
 */
@Liveness
@ApplicationScoped
class ConsumingCheck implements HealthCheck {
  private final Pulse pulse;
  private final ConsumerSettings settings;

  ConsumingCheck(Pulse pulse, ConsumerSettings settings) {
    this.pulse = pulse;
    this.settings = settings;
  }

  @Override
  public HealthCheckResponse call() {
    var silence = pulse.silence();
    return HealthCheckResponse.named("consuming")
        .status(!pulse.isStopped() && silence.compareTo(settings.stuckAfter()) < 0)
        .withData("silent_ms", silence.toMillis())
        .build();
  }
}
