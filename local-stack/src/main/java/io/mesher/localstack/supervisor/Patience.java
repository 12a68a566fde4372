package io.mesher.localstack.supervisor;

import java.time.Duration;

/**
 * How long the supervisor waits for what.
 *
 * @param look time between two looks
 * @param misses looks in a row that a running process may fail; then it is stuck
 * @param start how long a process may take from its start until it is live
 * @param firstBackoff wait before the first restart; doubles with each further one
 * @param longestBackoff bound of that
 * @param calm how long a process must be live until its earlier failures are forgotten
 */
public record Patience(
    Duration look,
    int misses,
    Duration start,
    Duration firstBackoff,
    Duration longestBackoff,
    Duration calm) {

  /** A stuck service is noticed within 9 s, which leaves 11 s of the promised 20 for its start. */
  public static final Patience DEFAULT =
      new Patience(
          Duration.ofSeconds(1),
          3,
          Duration.ofSeconds(60),
          Duration.ofMillis(250),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60));

  /** The wait before the restart that follows {@code failures} earlier ones. */
  Duration backoff(int failures) {
    var wait = firstBackoff;
    for (int i = 0; i < failures && wait.compareTo(longestBackoff) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(longestBackoff) < 0 ? wait : longestBackoff;
  }
}
