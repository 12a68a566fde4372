package io.mesher.admission.pressure;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Who may go on while the pipeline is behind: each project up to an equal share of what all of them
 * sent through this process in the window before. What was refused does not count, so that a noisy
 * project comes down to the others' rate window by window; alone, a project has it all. The first
 * window only counts. Thread-safe.
 */
public final class FairShares {
  private static final int MOST_PROJECTS = 50_000;

  private final Ticker ticker;
  private final long windowNanos;
  private final long least;

  private Map<UUID, Long> sent = new HashMap<>();
  private long share = Long.MAX_VALUE;
  private long end;
  private boolean open;

  /**
   * Nothing was sent yet.
   *
   * @param least events of a window that no project is refused
   */
  public FairShares(Ticker ticker, Duration window, long least) {
    this.ticker = ticker;
    this.windowNanos = window.toNanos();
    this.least = least;
  }

  /** Counts events of a project if all of them are within its share; else says false. */
  public synchronized boolean take(UUID project, int events) {
    turn(ticker.read());
    long before = sent.getOrDefault(project, 0L);
    if (before + events > share) {
      return false;
    }
    if (before > 0 || sent.size() < MOST_PROJECTS) {
      sent.put(project, before + events);
    }
    return true;
  }

  private void turn(long now) {
    if (open && now - end < 0) {
      return;
    }
    boolean follows = open && now - end < windowNanos;
    share = follows ? Math.max(least, equalShare()) : Long.MAX_VALUE;
    sent = new HashMap<>();
    end = now + windowNanos;
    open = true;
  }

  private long equalShare() {
    if (sent.size() < 2) {
      return Long.MAX_VALUE;
    }
    return sent.values().stream().mapToLong(Long::longValue).sum() / sent.size();
  }
}
