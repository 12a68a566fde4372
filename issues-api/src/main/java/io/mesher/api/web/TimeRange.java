package io.mesher.api.web;

import io.mesher.api.problem.BadRequestException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** When, from (inclusive) to (exclusive). */
public record TimeRange(Instant from, Instant to) {
  private static final Duration DAY = Duration.ofHours(24);

  /** As asked; the 24 h before the end, or before now, where it is not said. */
  public static TimeRange orLastDay(@Nullable String from, @Nullable String to) {
    Instant end = to == null ? Instant.now() : time("to", to);
    Instant start = from == null ? end.minus(DAY) : time("from", from);
    if (!start.isBefore(end)) {
      throw BadRequestException.field("from", "must be before to");
    }
    return new TimeRange(start, end);
  }

  /** A time of a query parameter: RFC 3339. */
  public static Instant time(String parameter, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw BadRequestException.field(parameter, "must be a time such as 2026-01-31T12:00:00Z");
    }
  }
}
