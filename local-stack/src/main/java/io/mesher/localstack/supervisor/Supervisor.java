package io.mesher.localstack.supervisor;

import io.mesher.localstack.StackException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Keeps processes running: a thread for each, so that one that hangs does not hide another. */
public final class Supervisor implements AutoCloseable {
  private static final Duration LAST_RESTART = Duration.ofSeconds(30);

  private final Patience patience;
  private final Clock clock;
  private final Consumer<String> says;
  private final List<Thread> threads = new ArrayList<>();

  /**
   * A supervisor of nothing yet.
   *
   * @param says takes a sentence whenever a process failed or has recovered; called by several
   *     threads
   */
  public Supervisor(Patience patience, Clock clock, Consumer<String> says) {
    this.patience = patience;
    this.clock = clock;
    this.says = says;
  }

  /** Keeps a process, which is live now, running from now on. */
  public synchronized void keep(Supervised process) {
    threads.add(
        Thread.ofPlatform()
            .daemon()
            .name("keep-" + process.name())
            .start(() -> new Keeper(process).run()));
  }

  /** Stops keeping; the processes go on. Returns when no restart is under way any more. */
  @Override
  public synchronized void close() {
    threads.forEach(Thread::interrupt);
    for (var thread : threads) {
      try {
        thread.join(LAST_RESTART);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    threads.clear();
  }

  /** The keeping of one process. */
  private final class Keeper {
    private final Supervised process;
    private final Watch watch;
    private Instant failedAt;

    Keeper(Supervised process) {
      this.process = process;
      this.watch = new Watch(patience, clock.instant());
      this.failedAt = clock.instant();
    }

    void run() {
      try {
        while (true) {
          Thread.sleep(patience.look());
          switch (watch.observe(clock.instant(), process.look())) {
            case Watch.Advice.Nothing nothing -> process.tidy();
            case Watch.Advice.Recovered recovered ->
                say(" is back after " + seconds(Duration.between(failedAt, clock.instant())));
            case Watch.Advice.Restart restart -> {
              failedAt = clock.instant();
              heal(restart);
            }
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // close() ends the keeping
      }
    }

    private void heal(Watch.Advice.Restart first) throws InterruptedException {
      var advice = first;
      while (true) {
        say(" " + advice.reason() + "; restarting it in " + seconds(advice.delay()));
        Thread.sleep(advice.delay());
        try {
          process.restart();
          watch.restarted(clock.instant());
          return;
        } catch (StackException e) {
          advice = watch.failed("can't be started (" + e.getMessage() + ")");
        }
      }
    }

    private void say(String what) {
      says.accept(process.name() + what);
    }

    private String seconds(Duration duration) {
      return "%.1f s".formatted(duration.toMillis() / 1000.0);
    }
  }
}
