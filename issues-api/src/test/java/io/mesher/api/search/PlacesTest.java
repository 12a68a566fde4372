package io.mesher.api.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.api.web.TimeRange;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PlacesTest {
  private static final UUID PROJECT = UUID.fromString("371315f4-c2dd-449a-bb72-1ae71a441210");
  private static final String NAME = "371315f4";

  @Test
  void aPartOfAnHourIsInItsMinutes() {
    assertThat(places("2026-01-31T07:09:59Z", "2026-01-31T07:12:00Z"))
        .containsExactly(NAME + " 7:9", NAME + " 7:10", NAME + " 7:11");
  }

  @Test
  void ofManyMinutesTheHoursAreAskedFor() {
    assertThat(places("2026-01-31T23:50:00Z", "2026-02-01T00:10:00Z")).hasSize(20);
    assertThat(places("2026-01-31T23:50:00Z", "2026-02-01T00:10:01Z"))
        .containsExactly(NAME + " 23", NAME + " 0");
  }

  @Test
  void theHourAtWhichARangeEndsIsNotInIt() {
    assertThat(places("2026-01-31T22:30:00Z", "2026-02-01T01:00:00Z"))
        .containsExactly(NAME + " 22", NAME + " 23", NAME + " 0");
  }

  @Test
  void ofManyHoursTheWholeProjectIsAskedFor() {
    assertThat(places("2026-01-31T00:00:00Z", "2026-01-31T08:00:00Z")).hasSize(8);
    assertThat(places("2026-01-31T00:00:00Z", "2026-01-31T08:00:01Z")).containsExactly(NAME);
  }

  private static String[] places(String from, String to) {
    return Places.of(PROJECT, new TimeRange(Instant.parse(from), Instant.parse(to)));
  }
}
