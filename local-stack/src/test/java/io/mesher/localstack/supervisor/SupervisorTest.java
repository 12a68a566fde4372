package io.mesher.localstack.supervisor;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.mesher.localstack.StackException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SupervisorTest {
  private static final Patience QUICK =
      new Patience(
          Duration.ofMillis(1),
          3,
          Duration.ofSeconds(5),
          Duration.ofMillis(1),
          Duration.ofMillis(4),
          Duration.ofSeconds(5));

  private final List<String> said = new CopyOnWriteArrayList<>();
  private final Supervisor supervisor = new Supervisor(QUICK, Clock.systemUTC(), said::add);

  @AfterEach
  void close() {
    supervisor.close();
  }

  /** Dies whenever told, and may refuse to start. */
  private static final class Fake implements Supervised {
    private volatile Liveness liveness = Liveness.LIVE;
    private final AtomicInteger restarts = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();

    @Override
    public String name() {
      return "fake";
    }

    @Override
    public Liveness look() {
      return liveness;
    }

    @Override
    public void restart() {
      if (refusals.getAndDecrement() > 0) {
        throw new StackException("no");
      }
      restarts.incrementAndGet();
      liveness = Liveness.LIVE;
    }

    @Override
    public void tidy() {}
  }

  @Test
  void restartsWhatIsDeadAndSaysSo() {
    var fake = new Fake();
    supervisor.keep(fake);

    fake.liveness = Liveness.DEAD;

    await().atMost(5, SECONDS).until(() -> said.stream().anyMatch(s -> s.contains("is back")));
    assertThat(fake.restarts).hasValue(1);
    assertThat(said.getFirst()).startsWith("fake is dead; restarting it in");
  }

  @Test
  void restartsWhatIsStuck() {
    var fake = new Fake();
    supervisor.keep(fake);

    fake.liveness = Liveness.STUCK;

    await().atMost(5, SECONDS).untilAtomic(fake.restarts, is(1));
    assertThat(said.getFirst()).startsWith("fake is stuck");
  }

  @Test
  void triesAgainWhenARestartIsRefused() {
    var fake = new Fake();
    fake.refusals.set(2);
    supervisor.keep(fake);

    fake.liveness = Liveness.DEAD;

    await().atMost(5, SECONDS).untilAtomic(fake.restarts, is(1));
    assertThat(said).anyMatch(s -> s.contains("can't be started (no)"));
  }

  @Test
  void oneThatHangsDoesNotHideAnother() {
    var hangs = new CountDownLatch(1);
    supervisor.keep(
        new Supervised() {
          @Override
          public String name() {
            return "hangs";
          }

          @Override
          public Liveness look() {
            try {
              hangs.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return Liveness.LIVE;
          }

          @Override
          public void restart() {}

          @Override
          public void tidy() {}
        });
    var fake = new Fake();
    supervisor.keep(fake);

    fake.liveness = Liveness.DEAD;

    await().atMost(5, SECONDS).untilAtomic(fake.restarts, is(1));
  }
}
