package io.mesher.api.search;

import io.mesher.api.web.TimeRange;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What the search index keeps of where an event is, as texts: its project, and its project in its
 * hour of the day (UTC).
 */
final class Places {
  /** The index's expression, to the letter. */
  static final String INDEXED =
      "(ARRAY[e.project_id::text, e.project_id::text || ' ' ||"
          + " (extract(hour FROM e.received_at AT TIME ZONE 'UTC')::int)::text])";

  private static final Duration HOUR = Duration.ofHours(1);

  /** Of more hours of a day, the whole of it is as quickly asked for. */
  private static final int MOST_HOURS = 8;

  private Places() {}

  /** Where all of a project's events of a range are, and not many others. */
  static String[] of(UUID project, TimeRange range) {
    var first = range.from().truncatedTo(ChronoUnit.HOURS);
    var hours =
        Stream.iterate(first, hour -> hour.isBefore(range.to()), hour -> hour.plus(HOUR))
            .limit(MOST_HOURS + 1L)
            .map(hour -> project + " " + hour.atOffset(ZoneOffset.UTC).getHour())
            .toArray(String[]::new);
    return hours.length > MOST_HOURS ? new String[] {project.toString()} : hours;
  }
}
