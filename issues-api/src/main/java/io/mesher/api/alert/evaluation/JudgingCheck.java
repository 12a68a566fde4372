package io.mesher.api.alert.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Fails when the thread that judges issues has ended. */
@Liveness
@ApplicationScoped
class JudgingCheck implements HealthCheck {
  private final IssueFeed feed;

  JudgingCheck(IssueFeed feed) {
    this.feed = feed;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("judging-issues").status(feed.isAlive()).build();
  }
}
