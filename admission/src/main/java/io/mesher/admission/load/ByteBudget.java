package io.mesher.admission.load;

import io.mesher.admission.refusal.Refusal;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A bound on the bytes of bodies that this process holds between their arrival and their answer.
 * Past it the answer is 429, never a longer queue. Thread-safe.
 */
public final class ByteBudget {
  private final long limit;
  private final AtomicLong used = new AtomicLong();

  /**
   * A budget.
   *
   * @param limit in bytes, above 0
   */
  public ByteBudget(long limit) {
    if (limit <= 0) {
      throw new IllegalArgumentException("a budget has more than 0 bytes");
    }
    this.limit = limit;
  }

  /** Bytes in use. */
  public long used() {
    return used.get();
  }

  /** Bytes at most. */
  public long limit() {
    return limit;
  }

  /** A lease of nothing yet; whoever opens it closes it. */
  public Lease open() {
    return new Lease();
  }

  /** One body's share. Used by one thread at a time. */
  public final class Lease implements AutoCloseable {
    private long held;

    private Lease() {}

    /**
     * Takes more.
     *
     * @throws Refusal overloaded, when it does not fit; what was held stays held
     */
    public void grow(long bytes) {
      if (used.addAndGet(bytes) > limit) {
        used.addAndGet(-bytes);
        throw Refusal.overloaded();
      }
      held += bytes;
    }

    /** Gives some of it back. */
    public void shrink(long bytes) {
      used.addAndGet(-bytes);
      held -= bytes;
    }

    /** Gives all of it back; again is harmless. */
    @Override
    public void close() {
      used.addAndGet(-held);
      held = 0;
    }
  }
}
