package io.mesher.localstack.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for a child process to answer. */
final class Waiting {
  private static final long STEP_MILLIS = 50;

  private Waiting() {}

  /**
   * Returns when {@code ready} says so.
   *
   * @throws ServerStartException when the process ends first or the time is over; the process is
   *     ended
   */
  static void until(Duration limit, Process process, BooleanSupplier ready, String name, Path log) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!ready.getAsBoolean()) {
      if (!process.isAlive()) {
        throw new ServerStartException(
            name + " ended while starting; its log ends with:\n" + ChildProcess.tail(log));
      }
      if (System.nanoTime() > deadline) {
        ChildProcess.end(process.toHandle());
        throw new ServerStartException(
            "%s did not answer within %d s; its log ends with:\n%s"
                .formatted(name, limit.toSeconds(), ChildProcess.tail(log)));
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(STEP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerStartException("interrupted while starting", e);
    }
  }
}
