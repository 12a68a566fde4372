package io.mesher.writer.outbox;

import io.mesher.writer.broker.PublishFailedException;
import io.mesher.writer.database.DatabaseException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Runs passes over the outbox: when told that there is something, and every second anyway. */
@ApplicationScoped
class OutboxRelay {
  private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

  private final OutboxPass pass;
  private final OutboxListener listener;
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread;
  private volatile boolean stopping;

  OutboxRelay(OutboxPass pass, OutboxListener listener) {
    this.pass = pass;
    this.listener = listener;
    this.thread =
        Thread.ofPlatform()
            .name("outbox-relay")
            .uncaughtExceptionHandler((t, e) -> LOG.error("the outbox relay has died", e))
            .unstarted(this::run);
  }

  void onStart(@Observes StartupEvent started) {
    thread.start();
  }

  void onStop(@Observes ShutdownEvent stopped) throws InterruptedException {
    stopping = true;
    wake.release();
    thread.join(STOP_WITHIN);
  }

  boolean isAlive() {
    return thread.isAlive();
  }

  private void run() {
    while (!stopping) {
      listener.ensure(wake::release);
      relay();
      try {
        boolean told = wake.tryAcquire(EVERY.toMillis(), TimeUnit.MILLISECONDS);
        if (told) {
          wake.drainPermits();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void relay() {
    try {
      boolean more = true;
      while (more && !stopping) {
        more = pass.run();
      }
    } catch (DatabaseException | PublishFailedException e) {
      LOG.warnf("the outbox waits: %s", e.getMessage());
    }
  }
}
