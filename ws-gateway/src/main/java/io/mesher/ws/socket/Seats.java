package io.mesher.ws.socket;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How many connections there may be, of all and of each holder. Thread-safe. */
public final class Seats {
  private final int most;
  private final int mostEach;
  private final AtomicInteger taken = new AtomicInteger();
  private final Map<String, Integer> byHolder = new ConcurrentHashMap<>();

  public Seats(int most, int mostEach) {
    this.most = most;
    this.mostEach = mostEach;
  }

  /** Takes a seat; false when there is none left for this holder. */
  public boolean enter(String holder) {
    if (taken.incrementAndGet() > most) {
      taken.decrementAndGet();
      return false;
    }
    if (byHolder.merge(holder, 1, Integer::sum) > mostEach) {
      leave(holder);
      return false;
    }
    return true;
  }

  /** Gives a seat back. */
  public void leave(String holder) {
    taken.decrementAndGet();
    byHolder.computeIfPresent(holder, (same, count) -> count == 1 ? null : count - 1);
  }

  /** Seats that are taken. */
  public int taken() {
    return taken.get();
  }
}
