package io.mesher.ingest.http;

import io.vertx.core.MultiMap;
import java.time.Duration;

/** How SDKs are told to be quiet. */
public final class RateLimitHeaders {
  /** SDKs are not to be silenced for longer by one answer, whatever the window. */
  private static final long MOST_ADVERTISED = 300;

  private RateLimitHeaders() {}

  /** The true wait, and for SDKs what it is about. */
  static void refused(MultiMap headers, long seconds) {
    headers.set("Retry-After", Long.toString(seconds));
    headers.set("X-Sentry-Rate-Limits", limits(seconds));
  }

  /** On an answer that was still good, when it used up the window. */
  public static void usedUp(MultiMap headers, Duration until) {
    headers.set("X-Sentry-Rate-Limits", limits(Math.max(1, (until.toMillis() + 999) / 1000)));
  }

  private static String limits(long seconds) {
    return Math.min(seconds, MOST_ADVERTISED) + ":error;default:project:rate_limited";
  }
}
