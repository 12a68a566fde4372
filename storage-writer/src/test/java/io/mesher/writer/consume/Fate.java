package io.mesher.writer.consume;

import io.mesher.writer.life.BreakableServers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * When a writer dies: after it has passed so many points since it got its first record, there or, a
 * moment later, wherever it is then, which is in the middle of a transaction as a rule.
 */
final class Fate {
  private final BreakableServers servers;
  private final String name;
  private final AtomicInteger pointsLeft;
  private final int delayMicros;
  private volatile boolean atWork;
  private volatile boolean dead;
  private volatile @Nullable Throwable unforeseen;

  /**
   * Of one writer.
   *
   * @param name of its sessions
   * @param points that it passes before
   * @param delayMicros how much later it dies; 0 at the point itself
   */
  Fate(BreakableServers servers, String name, int points, int delayMicros) {
    this.servers = servers;
    this.name = name;
    this.pointsLeft = new AtomicInteger(points);
    this.delayMicros = delayMicros;
  }

  String name() {
    return name;
  }

  boolean isDead() {
    return dead;
  }

  /** What killed the writer that was not this; null as it should be. */
  @Nullable Throwable unforeseen() {
    return unforeseen;
  }

  void report(Throwable death) {
    if (!(death instanceof Killed)) {
      unforeseen = death;
    }
  }

  /** It has something to lose now. */
  void begin() {
    atWork = true;
  }

  /** Returns if the writer still lives. */
  void pass() {
    if (atWork && !dead && pointsLeft.getAndDecrement() == 0) {
      if (delayMicros == 0) {
        kill();
      } else {
        CompletableFuture.delayedExecutor(delayMicros, TimeUnit.MICROSECONDS).execute(this::kill);
      }
    }
    if (dead) {
      throw new Killed();
    }
  }

  private void kill() {
    dead = true;
    servers.number(
        """
        SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
        WHERE application_name = ?\
        """,
        name);
  }

  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }
}
