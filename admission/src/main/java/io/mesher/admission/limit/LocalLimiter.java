package io.mesher.admission.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.UUID;

/**
 * The limit as this process alone sees it, for the time that Redis is away: each replica then lets
 * a whole limit through. Keys' own limits rest meanwhile. Thread-safe.
 */
final class LocalLimiter {
  private static final int MOST_PROJECTS = 50_000;

  private final Ticker ticker;
  private final Cache<UUID, Window> windows;

  LocalLimiter(Ticker ticker) {
    this.ticker = ticker;
    this.windows =
        Caffeine.newBuilder()
            .maximumSize(MOST_PROJECTS)
            .ticker(ticker)
            .expireAfter(
                Expiry.<UUID, Window>creating(
                    (project, window) ->
                        Duration.ofNanos(Math.max(1, window.nanosLeft(ticker.read())))))
            .build();
  }

  Charge charge(Quota quota, int events) {
    var charges = new Charge[1];
    windows
        .asMap()
        .compute(
            quota.project(),
            (project, current) -> {
              long now = ticker.read();
              var window =
                  current == null || current.isOver(now)
                      ? new Window(now + quota.window().toNanos())
                      : current;
              long left = Math.max(0, quota.events() - window.used());
              int granted = (int) Math.min(events, left);
              window.use(granted);
              charges[0] =
                  new Charge(granted, left - granted, Duration.ofNanos(window.nanosLeft(now)));
              return window;
            });
    return charges[0];
  }
}
