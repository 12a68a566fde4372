package io.mesher.localstack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.localstack.supervisor.Watch.Advice;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WatchTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Patience PATIENCE =
      new Patience(
          Duration.ofSeconds(1),
          3,
          Duration.ofSeconds(60),
          Duration.ofMillis(250),
          Duration.ofSeconds(2),
          Duration.ofSeconds(60));

  private final Watch watch = new Watch(PATIENCE, START);
  private Instant now = START;

  private Advice look(Liveness seen) {
    now = now.plusSeconds(1);
    return watch.observe(now, seen);
  }

  @Test
  void deadProcessIsRestartedAtTheFirstLook() {
    assertThat(look(Liveness.DEAD))
        .isEqualTo(new Advice.Restart("is dead", Duration.ofMillis(250)));
  }

  @Test
  void stuckProcessIsRestartedAtTheThirdMissInARow() {
    assertThat(look(Liveness.STUCK)).isInstanceOf(Advice.Nothing.class);
    assertThat(look(Liveness.STUCK)).isInstanceOf(Advice.Nothing.class);
    assertThat(look(Liveness.STUCK)).isInstanceOf(Advice.Restart.class);
  }

  @Test
  void goodLookForgetsEarlierMisses() {
    look(Liveness.STUCK);
    look(Liveness.STUCK);
    look(Liveness.LIVE);
    look(Liveness.STUCK);

    assertThat(look(Liveness.STUCK)).isInstanceOf(Advice.Nothing.class);
  }

  @Test
  void startingProcessIsGivenTimeToBecomeLive() {
    watch.restarted(now);

    assertThat(look(Liveness.STUCK)).isInstanceOf(Advice.Nothing.class);
    assertThat(look(Liveness.STUCK)).isInstanceOf(Advice.Nothing.class);
    assertThat(look(Liveness.STUCK)).isInstanceOf(Advice.Nothing.class);
    assertThat(look(Liveness.LIVE)).isInstanceOf(Advice.Recovered.class);
  }

  @Test
  void processThatNeverBecomesLiveIsRestarted() {
    watch.restarted(now);
    now = now.plus(PATIENCE.start());

    assertThat(look(Liveness.STUCK)).isInstanceOf(Advice.Restart.class);
  }

  @Test
  void backoffDoublesUpToItsBound() {
    assertThat(watch.failed("x").delay()).isEqualTo(Duration.ofMillis(250));
    assertThat(watch.failed("x").delay()).isEqualTo(Duration.ofMillis(500));
    assertThat(watch.failed("x").delay()).isEqualTo(Duration.ofSeconds(1));
    assertThat(watch.failed("x").delay()).isEqualTo(Duration.ofSeconds(2));
    assertThat(watch.failed("x").delay()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void backoffStartsAnewAfterACalmTime() {
    watch.failed("x");
    watch.failed("x");
    watch.restarted(now);
    look(Liveness.LIVE);
    now = now.plus(PATIENCE.calm());
    look(Liveness.LIVE);

    assertThat(look(Liveness.DEAD))
        .isEqualTo(new Advice.Restart("is dead", Duration.ofMillis(250)));
  }
}
