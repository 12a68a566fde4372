package io.mesher.api.dashboard;

import io.mesher.api.problem.BadRequestException;
import io.mesher.api.web.TimeRange;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** How wide a chart's columns are. */
enum BucketSize {
  HOUR("hour", ChronoUnit.HOURS, Duration.ofDays(31)),
  DAY("day", ChronoUnit.DAYS, Duration.ofDays(400));

  private final String wire;
  private final ChronoUnit unit;
  private final Duration longest;

  BucketSize(String wire, ChronoUnit unit, Duration longest) {
    this.wire = wire;
    this.unit = unit;
    this.longest = longest;
  }

  /** Of the query parameter; an hour when absent. */
  static BucketSize ofParameter(@Nullable String name) {
    if (name == null || HOUR.wire.equals(name)) {
      return HOUR;
    }
    if (DAY.wire.equals(name)) {
      return DAY;
    }
    throw BadRequestException.field("bucket", "must be hour or day");
  }

  /** What PostgreSQL calls it, in {@code date_trunc} and as an interval. */
  String wire() {
    return wire;
  }

  /** The range with its first bucket whole; bounded, so that an answer stays small. */
  TimeRange aligned(TimeRange range) {
    if (Duration.between(range.from(), range.to()).compareTo(longest) > 0) {
      throw BadRequestException.field(
          "from", "must be at most %d days before to".formatted(longest.toDays()));
    }
    return new TimeRange(range.from().truncatedTo(unit), range.to());
  }
}
