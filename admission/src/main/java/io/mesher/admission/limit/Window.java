package io.mesher.admission.limit;

/**
 * A fixed window that begins with its first charge. Not thread-safe: {@link LocalLimiter} charges
 * under its map's lock.
 */
final class Window {
  private final long endNanos;
  private long used;

  Window(long endNanos) {
    this.endNanos = endNanos;
  }

  boolean isOver(long nowNanos) {
    return nowNanos - endNanos >= 0;
  }

  long used() {
    return used;
  }

  void use(long events) {
    used += events;
  }

  long nanosLeft(long nowNanos) {
    return endNanos - nowNanos;
  }
}
