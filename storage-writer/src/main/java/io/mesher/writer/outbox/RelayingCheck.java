package io.mesher.writer.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Fails when the relay's thread has ended. */
@Liveness
@ApplicationScoped
class RelayingCheck implements HealthCheck {
  private final OutboxRelay relay;

  RelayingCheck(OutboxRelay relay) {
    this.relay = relay;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("relaying").status(relay.isAlive()).build();
  }
}
