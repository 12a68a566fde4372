package io.mesher.writer.consume;

import java.time.Duration;
import java.util.Optional;

/** Settings of a consumer without a configuration file. */
record TestSettings(
    String group,
    int maxRecords,
    int maxBytes,
    Optional<String> instanceId,
    Duration sessionTimeout,
    Duration maxBackoff,
    Duration stuckAfter)
    implements ConsumerSettings {

  /** With a name that stays, so that a successor takes over at once. */
  TestSettings(String group, int maxRecords) {
    this(
        group,
        maxRecords,
        4 * 1024 * 1024,
        Optional.of("writer-0"),
        Duration.ofSeconds(10),
        Duration.ofMillis(200),
        Duration.ofSeconds(60));
  }

  TestSettings(String group, Duration stuckAfter) {
    this(
        group,
        500,
        4 * 1024 * 1024,
        Optional.empty(),
        Duration.ofSeconds(10),
        Duration.ofSeconds(5),
        stuckAfter);
  }
}
