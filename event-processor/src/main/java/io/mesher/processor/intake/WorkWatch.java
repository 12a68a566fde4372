package io.mesher.processor.intake;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * How long the event in work has been in work. Waiting for Kafka is no work: an outage must not
 * look like an event that can't be finished.
 */
@Singleton
class WorkWatch {
  private static final long IDLE = -1;

  private final AtomicLong since = new AtomicLong(IDLE);

  <T> T during(Supplier<T> work) {
    since.set(System.nanoTime() & Long.MAX_VALUE);
    try {
      return work.get();
    } finally {
      since.set(IDLE);
    }
  }

  Duration inWork() {
    long began = since.get();
    return began == IDLE
        ? Duration.ZERO
        : Duration.ofNanos((System.nanoTime() & Long.MAX_VALUE) - began);
  }
}
