package io.mesher.writer.batch;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a batch adds to an issue.
 *
 * @param regressedAt when the first event arrived that contradicts the issue's resolution; null
 *     when none does
 */
public record IssueTotals(
    UUID issueId, long events, Instant firstSeen, Instant lastSeen, @Nullable Instant regressedAt) {

  IssueTotals plus(IssueTotals other) {
    return new IssueTotals(
        issueId,
        events + other.events,
        firstSeen.isBefore(other.firstSeen) ? firstSeen : other.firstSeen,
        lastSeen.isAfter(other.lastSeen) ? lastSeen : other.lastSeen,
        earlier(regressedAt, other.regressedAt));
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant two) {
    if (one == null || two == null) {
      return one == null ? two : one;
    }
    return one.isBefore(two) ? one : two;
  }
}
