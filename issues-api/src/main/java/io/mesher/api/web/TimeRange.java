package io.mesher.api.web;

import io.mesher.api.problem.BadRequestException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** When, from (inclusive) to (exclusive). */
public record TimeRange(Instant from, Instant to) {
  private static final Duration DAY = Duration.ofHours(24);
  private static final int LAST_YEAR = 9998;

  /** As asked; the 24 h before the end, or before now, where it is not said. */
  public static TimeRange orLastDay(@Nullable String from, @Nullable String to) {
    Instant end = to == null ? Instant.now() : time("to", to);
    Instant start = from == null ? end.minus(DAY) : time("from", from);
    if (!start.isBefore(end)) {
      throw BadRequestException.field("from", "must be before to");
    }
    return new TimeRange(start, end);
  }

  /** The days (UTC) that lie in it from midnight to midnight; empty, at its end, without any. */
  public TimeRange wholeDays() {
    var first = from.truncatedTo(ChronoUnit.DAYS);
    var begin = first.equals(from) ? first : first.plus(DAY);
    var end = to.truncatedTo(ChronoUnit.DAYS);
    return begin.isBefore(end) ? new TimeRange(begin, end) : new TimeRange(to, to);
  }

  /** A time of a query parameter: RFC 3339, in years of four digits. */
  public static Instant time(String parameter, String text) {
    try {
      return time(text);
    } catch (DateTimeException e) {
      throw BadRequestException.field(parameter, "must be a time such as 2026-01-31T12:00:00Z");
    }
  }

  /** Of what PostgreSQL and the driver can hold. */
  static Instant time(String text) {
    var time = OffsetDateTime.parse(text);
    if (time.getYear() < 1 || time.getYear() > LAST_YEAR) {
      throw new DateTimeException("out of range");
    }
    return time.toInstant();
  }
}
