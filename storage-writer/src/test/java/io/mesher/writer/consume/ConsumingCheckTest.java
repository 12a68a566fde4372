package io.mesher.writer.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class ConsumingCheckTest {
  private final Pulse pulse = new Pulse();

  @Test
  void aLoopWithSignsOfLifeIsLive() {
    pulse.beat();

    assertThat(check(Duration.ofHours(1))).isEqualTo(Status.UP);
  }

  @Test
  void aLoopThatIsSilentForTooLongIsStuck() {
    pulse.beat();

    assertThat(check(Duration.ZERO)).isEqualTo(Status.DOWN);
  }

  @Test
  void aLoopThatHasEndedIsNotLiveHoweverShortAgo() {
    pulse.beat();
    pulse.stop();

    assertThat(check(Duration.ofHours(1))).isEqualTo(Status.DOWN);
  }

  private Status check(Duration stuckAfter) {
    return new ConsumingCheck(pulse, new TestSettings("group", stuckAfter)).call().getStatus();
  }
}
