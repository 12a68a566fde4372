package io.mesher.writer.retention;

import java.time.Duration;

/** The defaults, without a configuration file. */
record TestRetention(Duration eventIds) implements RetentionSettings {

  TestRetention() {
    this(Duration.ofDays(7));
  }

  @Override
  public Duration minutes() {
    return Duration.ofDays(3);
  }

  @Override
  public Duration users() {
    return Duration.ofDays(90);
  }

  @Override
  public Duration tags() {
    return Duration.ofDays(30);
  }

  @Override
  public Duration deadLetters() {
    return Duration.ofDays(30);
  }
}
