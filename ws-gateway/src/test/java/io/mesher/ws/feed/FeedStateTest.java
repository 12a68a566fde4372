package io.mesher.ws.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FeedStateTest {
  private static final Duration AWAY = Duration.ofSeconds(8);
  private final AtomicLong now = new AtomicLong();
  private final FeedState state = new FeedState(now::get);

  @Test
  void contactThatLiesTooFarBackIsTrouble() {
    state.inContact();

    now.addAndGet(AWAY.toNanos());
    assertThat(state.trouble(AWAY)).isNull();

    now.addAndGet(1);
    assertThat(state.trouble(AWAY)).isEqualTo("no contact with Kafka");
  }

  @Test
  void aTurnIsRememberedByItsTime() {
    now.addAndGet(Duration.ofSeconds(40).toNanos());
    assertThat(state.sinceTurn()).isEqualTo(Duration.ofSeconds(40));

    state.turned();

    assertThat(state.sinceTurn()).isZero();
  }
}
