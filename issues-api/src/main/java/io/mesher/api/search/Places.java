package io.mesher.api.search;

import io.mesher.api.web.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the search index keeps of where an event is, as texts: its project (by the first letters of
 * its id), and its project in its hour and in its minute of the day (UTC).
 */
final class Places {
  /** The index's expression, to the letter. */
  static final String INDEXED =
      """
      (ARRAY[
          left(e.project_id::text, 8),
          left(e.project_id::text, 8) || ' ' || (extract(hour FROM e.received_at AT TIME ZONE 'UTC')::int)::text,
          left(e.project_id::text, 8) || ' ' || (extract(hour FROM e.received_at AT TIME ZONE 'UTC')::int)::text
            || ':' || (extract(minute FROM e.received_at AT TIME ZONE 'UTC')::int)::text])""";

  private static final int LETTERS = 8;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  /** Each is looked for apart; of more hours of a day, the whole of it is as quickly asked for. */
  private static final int MOST_HOURS = 8;

  private static final int MOST_MINUTES = 20;

  private Places() {}

  /** Where all of a project's events of a range are, and not many others. */
  static String[] of(UUID project, TimeRange range) {
    var name = project.toString().substring(0, LETTERS);
    return each(range, MINUTE, MOST_MINUTES, time -> name + " " + minute(time))
        .or(() -> each(range, HOUR, MOST_HOURS, time -> name + " " + time.getHour()))
        .orElseGet(() -> new String[] {name});
  }

  private static String minute(ZonedDateTime time) {
    return time.getHour() + ":" + time.getMinute();
  }

  /** The names of the units that a range touches, unless they are more than that. */
  private static Optional<String[]> each(
      TimeRange range, Duration unit, int most, Function<ZonedDateTime, String> name) {
    long seconds = unit.toSeconds();
    var first = Instant.ofEpochSecond(range.from().getEpochSecond() / seconds * seconds);
    var names =
        Stream.iterate(first, time -> time.isBefore(range.to()), time -> time.plus(unit))
            .limit(most + 1L)
            .map(time -> name.apply(time.atZone(ZoneOffset.UTC)))
            .toArray(String[]::new);
    return names.length > most ? Optional.empty() : Optional.of(names);
  }
}
