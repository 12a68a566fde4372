package io.mesher.writer.consume;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Starts and stops the loop with the service. */
@ApplicationScoped
class Lifecycle {
  private static final Logger LOG = Logger.getLogger(Lifecycle.class);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

  private final Thread thread;
  private final ConsumerLoop loop;

  Lifecycle(ConsumerLoop loop) {
    this.loop = loop;
    this.thread =
        Thread.ofPlatform()
            .name("consumer-loop")
            .uncaughtExceptionHandler((t, e) -> LOG.error("the consumer loop has died", e))
            .unstarted(loop::run);
  }

  void onStart(@Observes StartupEvent started) {
    thread.start();
  }

  void onStop(@Observes ShutdownEvent stopped) throws InterruptedException {
    loop.stop();
    thread.join(STOP_WITHIN);
  }
}
