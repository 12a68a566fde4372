package io.mesher.api.alert.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void pausesDoubleFromTenSecondsToFourHoursAndFillADay() {
    var pauses = new ArrayList<Duration>();
    var now = CREATED;
    Optional<Duration> pause = Backoff.after(1, CREATED, now);
    while (pause.isPresent()) {
      pauses.add(pause.get());
      now = now.plus(pause.get());
      pause = Backoff.after(pauses.size() + 1, CREATED, now);
    }

    assertThat(pauses).startsWith(Duration.ofSeconds(10), Duration.ofSeconds(20));
    assertThat(pauses).endsWith(Duration.ofHours(4)).hasSizeBetween(12, 20);
    assertThat(now)
        .isBetween(CREATED.plus(Duration.ofHours(20)), CREATED.plus(Duration.ofHours(24)));
  }

  @Test
  void nothingIsTriedLaterThanADayAfterTheAlert() {
    assertThat(Backoff.after(1, CREATED, CREATED.plus(Duration.ofHours(24)))).isEmpty();
  }
}
