package io.mesher.admission.change;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * A gateway that hears of no change any more must be restarted: revoked keys would go on working.
 */
@Liveness
@ApplicationScoped
public class ListenerLive implements HealthCheck {
  private final ConfigListener listener;

  ListenerLive(ConfigListener listener) {
    this.listener = listener;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("config-listener").status(listener.listening()).build();
  }
}
