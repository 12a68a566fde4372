package io.mesher.ws.feed;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Not live when the reading thread is dead or stuck: a restart brings it back. */
@Liveness
class FeedLiveness implements HealthCheck {
  private final LiveFeed feed;

  FeedLiveness(LiveFeed feed) {
    this.feed = feed;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("live-feed").status(feed.isTurning()).build();
  }
}
