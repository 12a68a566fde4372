package io.mesher.admission.pressure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FairSharesTest {
  private static final Duration WINDOW = Duration.ofSeconds(10);

  private final UUID noisy = UUID.randomUUID();
  private final UUID quiet = UUID.randomUUID();
  private long now = 42;
  private final FairShares shares = new FairShares(() -> now, WINDOW, 10);

  @Test
  void theFirstWindowOnlyCounts() {
    assertThat(taken(noisy, 5_000)).isEqualTo(5_000);
    assertThat(taken(quiet, 20)).isEqualTo(20);
  }

  @Test
  void aNoisyProjectComesDownToTheOthersRate() {
    taken(noisy, 980);
    taken(quiet, 20);
    nextWindow();

    assertThat(taken(quiet, 20)).isEqualTo(20);
    assertThat(taken(noisy, 980)).isEqualTo(500);
    nextWindow();
    assertThat(taken(quiet, 20)).isEqualTo(20);
    assertThat(taken(noisy, 980)).isEqualTo(260);
  }

  @Test
  void aloneAProjectHasItAll() {
    taken(noisy, 100);
    nextWindow();

    assertThat(taken(noisy, 5_000)).isEqualTo(5_000);
  }

  @Test
  void whoSendsLittleIsNeverRefused() {
    taken(noisy, 1);
    taken(quiet, 1);
    nextWindow();

    assertThat(taken(quiet, 12)).isEqualTo(10);
  }

  @Test
  void aBulkIsTakenWholeOrNotAtAll() {
    taken(noisy, 90);
    taken(quiet, 10);
    nextWindow();

    assertThat(shares.take(noisy, 51)).isFalse();
    assertThat(shares.take(noisy, 50)).isTrue();
  }

  @Test
  void whatIsLongPastSaysNothing() {
    taken(noisy, 980);
    taken(quiet, 20);
    now += 2 * WINDOW.toNanos();

    assertThat(taken(noisy, 5_000)).isEqualTo(5_000);
  }

  private void nextWindow() {
    now += WINDOW.toNanos();
  }

  /** How many of so many events are taken. */
  private long taken(UUID project, int events) {
    return IntStream.range(0, events).filter(i -> shares.take(project, 1)).count();
  }
}
