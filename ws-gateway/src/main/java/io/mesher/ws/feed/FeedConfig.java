package io.mesher.ws.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the live topics are read. */
@ConfigMapping(prefix = "mesher.ws.feed")
public interface FeedConfig {

  /** How long a poll waits for records; also how soon a stop is noticed. */
  @WithDefault("250ms")
  Duration poll();

  /**
   * How often Kafka is asked for the ends of the topics: proof of contact while nothing happens.
   */
  @WithDefault("2s")
  Duration probe();

  /** How long a request to Kafka may take before Kafka counts as away. */
  @WithDefault("3s")
  Duration requestTimeout();

  /** How often partitions that were added are looked for. */
  @WithDefault("10s")
  Duration discovery();

  /**
   * Without contact for this long the service is not ready. More than probe and request timeout.
   */
  @WithDefault("8s")
  Duration awayAfter();

  /** Without a turn of its loop for this long the reader is stuck, and the service not live. */
  @WithDefault("30s")
  Duration stuckAfter();
}
