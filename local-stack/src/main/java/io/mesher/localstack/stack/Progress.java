package io.mesher.localstack.stack;

import java.time.Duration;

/** Hears how a start or stop goes on. Called by several threads. */
@FunctionalInterface
public interface Progress {

  /** One line for people. */
  void say(String line);

  /** A step that is done, with its time. */
  default void done(String what, String state, Duration took) {
    say("  %-16s %-8s %5.1f s".formatted(what, state, took.toMillis() / 1000.0));
  }
}
