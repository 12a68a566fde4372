package io.mesher.api.alert.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a delivery that failed is tried again: 10 s later, then twice as long each time. */
final class Backoff {
  /** After this a delivery has failed for good, and so has a target that never answered in it. */
  static final Duration PATIENCE = Duration.ofHours(24);

  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofHours(4);
  private static final int MAX_DOUBLINGS = 11;

  private Backoff() {}

  /**
   * The pause before the next attempt; none when it would be later than a day after the alert.
   *
   * @param attempts made so far, at least one
   */
  static Optional<Duration> after(int attempts, Instant created, Instant now) {
    var doubled = FIRST.multipliedBy(1L << Math.min(attempts - 1, MAX_DOUBLINGS));
    var pause = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    return now.plus(pause).isAfter(created.plus(PATIENCE)) ? Optional.empty() : Optional.of(pause);
  }
}
