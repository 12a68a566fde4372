package io.mesher.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimeRangeTest {
  @Test
  void touchesTheDaysItHasAPartOf() {
    assertThat(range("2026-01-30T23:59:59Z", "2026-02-01T00:00:01Z").touchedDays())
        .isEqualTo(range("2026-01-30T00:00:00Z", "2026-02-02T00:00:00Z"));
  }

  @Test
  void doesNotTouchTheDayAtWhoseMidnightItEnds() {
    assertThat(range("2026-01-30T01:00:00Z", "2026-01-31T00:00:00Z").touchedDays())
        .isEqualTo(range("2026-01-30T00:00:00Z", "2026-01-31T00:00:00Z"));
  }

  @Test
  void hasAnEndOfAtMostALength() {
    var range = range("2026-01-30T01:00:00Z", "2026-01-30T03:00:00Z");

    assertThat(range.atMost(Duration.ofHours(1)))
        .isEqualTo(range("2026-01-30T02:00:00Z", "2026-01-30T03:00:00Z"));
    assertThat(range.atMost(Duration.ofHours(2))).isEqualTo(range);
    assertThat(range.atMost(Duration.ofDays(1))).isEqualTo(range);
  }

  private static TimeRange range(String from, String to) {
    return new TimeRange(Instant.parse(from), Instant.parse(to));
  }
}
