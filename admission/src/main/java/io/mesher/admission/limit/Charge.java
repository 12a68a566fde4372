package io.mesher.admission.limit;

import java.time.Duration;

/**
 * What became of the wish to send some events.
 *
 * @param granted how many may go on
 * @param left how many more the window takes after these
 * @param untilEnd of the window
 */
public record Charge(int granted, long left, Duration untilEnd) {

  /** Nothing was asked for, so nothing was counted. */
  public static final Charge NONE = new Charge(0, 1, Duration.ZERO);

  /** Whether nothing more is let through until the window ends. */
  public boolean usedUp() {
    return left <= 0;
  }
}
