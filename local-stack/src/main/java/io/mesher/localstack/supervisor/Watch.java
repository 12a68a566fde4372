package io.mesher.localstack.supervisor;

import java.time.Duration;
import java.time.Instant;

/**
 * What is known of one supervised process, and what follows from the next look. Pure: holds no
 * clock.
 */
final class Watch {
  private final Patience patience;
  private State state;
  private int failures;

  private sealed interface State {
    /** Restarted, not yet live. */
    record Starting(Instant since) implements State {}

    /** Live since then; {@code misses} looks in a row have failed since the last good one. */
    record Running(Instant since, int misses) implements State {}
  }

  /** What to do now. */
  sealed interface Advice {
    /** Nothing. */
    record Nothing() implements Advice {}

    /** It is live again after a restart: nothing but to say so. */
    record Recovered() implements Advice {}

    /** It failed: restart it after a wait. */
    record Restart(String reason, Duration delay) implements Advice {}
  }

  /** Watches a process that is live now. */
  Watch(Patience patience, Instant now) {
    this.patience = patience;
    this.state = new State.Running(now, 0);
  }

  /** Takes a look's result into account. */
  Advice observe(Instant now, Liveness seen) {
    return switch (state) {
      case State.Starting starting -> whileStarting(starting, now, seen);
      case State.Running running -> whileRunning(running, now, seen);
    };
  }

  private Advice whileStarting(State.Starting starting, Instant now, Liveness seen) {
    return switch (seen) {
      case LIVE -> {
        state = new State.Running(now, 0);
        yield new Advice.Recovered();
      }
      case DEAD -> failed("ended while starting");
      case STUCK ->
          now.isAfter(starting.since().plus(patience.start()))
              ? failed("did not become live")
              : new Advice.Nothing();
    };
  }

  private Advice whileRunning(State.Running running, Instant now, Liveness seen) {
    return switch (seen) {
      case LIVE -> {
        if (now.isAfter(running.since().plus(patience.calm()))) {
          failures = 0;
        }
        state = new State.Running(running.since(), 0);
        yield new Advice.Nothing();
      }
      case DEAD -> failed("is dead");
      case STUCK -> {
        state = new State.Running(running.since(), running.misses() + 1);
        yield running.misses() + 1 < patience.misses() ? new Advice.Nothing() : failed("is stuck");
      }
    };
  }

  /** It was restarted. */
  void restarted(Instant now) {
    state = new State.Starting(now);
  }

  /** The next restart, later than the one before. */
  Advice.Restart failed(String reason) {
    var wait = patience.backoff(failures);
    failures++;
    return new Advice.Restart(reason, wait);
  }
}
