package io.mesher.ws.feed;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once what happens from now on reaches the sockets of this replica. */
@Readiness
class FeedReadiness implements HealthCheck {
  private final LiveFeed feed;
  private final FeedConfig config;

  FeedReadiness(LiveFeed feed, FeedConfig config) {
    this.feed = feed;
    this.config = config;
  }

  @Override
  public HealthCheckResponse call() {
    var trouble = feed.state().trouble(config.awayAfter());
    var response = HealthCheckResponse.named("live-feed");
    return trouble == null
        ? response.up().build()
        : response.down().withData("reason", trouble).build();
  }
}
