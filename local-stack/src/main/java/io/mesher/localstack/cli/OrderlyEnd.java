package io.mesher.localstack.cli;

import java.util.concurrent.CountDownLatch;

/** Turns Ctrl-C and SIGTERM into an orderly end: the JVM waits until everything is stopped. */
final class OrderlyEnd {
  private final CountDownLatch wanted = new CountDownLatch(1);
  private final CountDownLatch reached = new CountDownLatch(1);

  OrderlyEnd() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::ask, "orderly-end"));
  }

  /** Runs as a shutdown hook; the JVM ends when its hooks have. */
  private void ask() {
    wanted.countDown();
    try {
      reached.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns when the end is wanted. */
  void await() throws InterruptedException {
    wanted.await();
  }

  /** Everything is stopped: the JVM may end. */
  void reached() {
    reached.countDown();
  }
}
