package io.mesher.writer.consume;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** The signs of life of the loop. */
@ApplicationScoped
class Pulse {
  private volatile long lastBeat = System.nanoTime();
  private volatile boolean stopped;

  void beat() {
    lastBeat = System.nanoTime();
  }

  /** The loop has ended, on purpose or not. */
  void stop() {
    stopped = true;
  }

  boolean isStopped() {
    return stopped;
  }

  Duration silence() {
    return Duration.ofNanos(System.nanoTime() - lastBeat);
  }
}
