package io.mesher.api.search;

import io.mesher.api.sql.Pipeline;
import io.mesher.api.sql.PlannedByValues;
import io.mesher.api.sql.Rows;
import io.mesher.api.web.TimeRange;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A search in a transaction of its own, which {@link PlannedByValues} began: which way is the
 * better one is decided here, and the planner is to see the very values. No statement of it looks
 * at more than {@value #WALKED} events, or at {@value #BUNDLES} pages that match and others of
 * their minutes, however many there are.
 */
final class SearchInProject {
  /** Enough to fill a page with what is common. Each may lie on a page of the disk of its own. */
  static final int WALKED = 250;

  /**
   * How many pages are fetched at most, before a shorter time is asked for. Each event of them may
   * lie on a page of the disk of its own.
   */
  static final int BUNDLES = 2;

  /** The least that is fetched, though a smaller page was asked for. */
  private static final int LEAST = 50;

  /**
   * How many times as long as the part after it a part may be: where nothing was found in that, so
   * much longer a one hardly holds more than are fetched.
   */
  private static final int STRIDE = 16;

  /** So short a time is walked whole. */
  private static final Duration SHORT = Duration.ofSeconds(1);

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  /**
   * Entries are dear, so that the search index is never joined with one of times: planned for
   * whatever values, that would look like a small part of the day, and is all of it.
   */
  static final String BY_BITMAP =
      "SET LOCAL enable_indexscan = off; SET LOCAL enable_seqscan = off;"
          + " SET LOCAL cpu_index_tuple_cost = 1";

  /** To plan for the values of so long a time takes longer than to find what there is. */
  private static final Duration MANY_DAYS = Duration.ofDays(4);

  static final String FOR_ANY_VALUES = "SET LOCAL plan_cache_mode = force_generic_plan";

  private static final String BACK = "SET LOCAL enable_indexscan = on";

  /** How far back the newest go, and how many they are. */
  private static final String SPREAD =
      """
      SELECT count(*) AS walked, min(received_at) AS since FROM (
        SELECT received_at FROM events
        WHERE project_id = $1 AND received_at >= $2 AND received_at < $3
        ORDER BY received_at DESC LIMIT $4) AS newest
      """;

  private final SqlConnection connection;
  private final Criterion criterion;
  private final Object sought;
  private final String[] needed;
  private final UUID project;

  /**
   * @param needed of the words that are sought, {@link NeededWords}
   */
  SearchInProject(
      SqlConnection connection, Criterion criterion, Object sought, String[] needed, UUID project) {
    this.connection = connection;
    this.criterion = criterion;
    this.sought = sought;
    this.needed = needed.clone();
    this.project = project;
  }

  /** Those that match among the newest of the last day, newest first. */
  Uni<List<Row>> amongNewest(TimeRange range, int limit) {
    return walk(Integer.toString(WALKED), range.atMost(DAY), limit);
  }

  /**
   * The newest that match, newest first: of a time that should hold a page of them, then of parts
   * before it.
   *
   * @param met how many of the newest {@value #WALKED} match
   */
  Uni<List<Row>> throughIndex(TimeRange range, int limit, int met) {
    return Pipeline.first(spread(range), connection.query(BY_BITMAP).execute())
        .map(spread -> inWholeDays(range, expected(spread, limit, met)))
        .chain(last -> backwards(range, last, limit, SearchInProject::longer));
  }

  /** How long a time holds {@value #WALKED} events, as thick as the newest lie. */
  private Uni<Duration> spread(TimeRange range) {
    var last = range.atMost(DAY);
    return connection
        .preparedQuery(SPREAD)
        .execute(Tuple.of(project, Rows.parameter(last.from()), Rows.parameter(last.to()), WALKED))
        .map(rows -> rows.iterator().next())
        .map(
            row -> {
              int walked = row.getInteger("walked");
              return walked < WALKED
                  ? DAY.multipliedBy(WALKED).dividedBy(walked + 1L)
                  : Duration.between(Rows.instant(row, "since"), last.to());
            });
  }

  /** How long a time should hold a page and half of one more. */
  private static Duration expected(Duration spread, int limit, int met) {
    var wanted = spread.multipliedBy(limit + limit / 2).dividedBy(met + 1L);
    return Collections.max(List.of(MINUTE, wanted));
  }

  /** Says which part of the time before a part is the next. */
  private interface Next {
    /**
     * @param found how many the part had
     * @param missing how many more are wanted
     */
    TimeRange of(TimeRange before, Duration part, int found, int missing);
  }

  /** The last part first, then those before it. */
  private Uni<List<Row>> backwards(TimeRange range, TimeRange last, int limit, Next next) {
    return newest(last, limit)
        .chain(
            later -> {
              if (later.size() >= limit || !last.from().isAfter(range.from())) {
                return Uni.createFrom().item(later);
              }
              int missing = limit - later.size();
              var before = new TimeRange(range.from(), last.from());
              return backwards(
                      before, next.of(before, last.length(), later.size(), missing), missing, next)
                  .map(earlier -> Stream.concat(later.stream(), earlier.stream()).toList());
            });
  }

  /** What should hold those that are missing; nothing is known of it. */
  private static TimeRange longer(TimeRange before, Duration part, int found, int missing) {
    long times = found == 0 ? STRIDE : Math.min(STRIDE, timesAsLong(found, missing));
    return inWholeDays(before, part.multipliedBy(times));
  }

  /**
   * The next part of a time that is known to hold too many: what should hold those that are
   * missing, or half of it where there are none at its end. The oldest are known to lie within
   * twice what is {@code thick}.
   */
  private static TimeRange within(
      Duration thick, TimeRange before, Duration part, int found, int missing) {
    if (before.length().compareTo(thick.multipliedBy(2)) <= 0) {
      return before;
    }
    return before.atMost(
        found == 0 ? before.length().dividedBy(2) : part.multipliedBy(timesAsLong(found, missing)));
  }

  /**
   * The end of a range, at least so long. Days have their tables: where it is longer than an hour,
   * all but the last are whole.
   */
  private static TimeRange inWholeDays(TimeRange range, Duration length) {
    var start = range.atMost(length).from();
    var midnight = range.to().minusNanos(1).truncatedTo(ChronoUnit.DAYS);
    boolean longer = length.compareTo(HOUR) > 0 && start.isBefore(midnight);
    var whole = longer ? start.truncatedTo(ChronoUnit.DAYS) : start;
    return whole.isAfter(range.from()) ? new TimeRange(whole, range.to()) : range;
  }

  /** How much longer a time should hold those that are missing, and half as many more. */
  private static long timesAsLong(int found, int missing) {
    return 1 + missing * 3L / (2L * found);
  }

  /** Where there are too many to take them all, later ones are newer. */
  private Uni<List<Row>> newest(TimeRange range, int limit) {
    int bundle = Math.max(LEAST, BUNDLES * limit);
    return any(range, bundle)
        .chain(
            found -> {
              if (found.size() <= bundle) {
                return Uni.createFrom().item(found.stream().limit(limit).toList());
              }
              if (range.length().compareTo(SHORT) <= 0) {
                return all(range, limit);
              }
              var thick = thick(range, found, limit);
              return backwards(
                  range,
                  range.atMost(thick),
                  limit,
                  (before, part, met, missing) -> within(thick, before, part, met, missing));
            });
  }

  /**
   * How long a time holds some more than are wanted, as thick as those lie that were found: the
   * first ones of the table, which are the oldest, or nearly. At most half of the range, and never
   * nothing.
   */
  private static Duration thick(TimeRange range, List<Row> found, int limit) {
    var latest = found.getFirst().getOffsetDateTime("received_at").toInstant();
    var some = Duration.between(range.from(), latest).dividedBy(found.size());
    var wanted = some.multipliedBy(limit + limit / 2);
    var half = range.length().dividedBy(2);
    return Collections.max(List.of(Collections.min(List.of(wanted, half)), SHORT.dividedBy(2)));
  }

  private Uni<List<Row>> all(TimeRange range, int limit) {
    return connection
        .query(BACK)
        .execute()
        .chain(() -> walk("ALL", range, limit))
        .call(() -> connection.query(BY_BITMAP).execute());
  }

  private Uni<List<Row>> any(TimeRange range, int bundle) {
    var parameters =
        parameters(Places.of(project, range), range.touchedDays(), bundle + 1)
            .addValue(Rows.parameter(range.from()))
            .addValue(Rows.parameter(range.to()))
            .addValue(project.toString());
    return range.length().compareTo(MANY_DAYS) < 0
        ? send(criterion.any(), parameters)
        : Pipeline.last(
            connection.query(FOR_ANY_VALUES).execute(),
            Pipeline.first(
                send(criterion.any(), parameters),
                connection.query(PlannedByValues.BY_VALUES).execute()));
  }

  private Uni<List<Row>> walk(String walked, TimeRange range, int limit) {
    return send(
        criterion.amongNewest(walked), parameters(project, range, limit).addArrayOfString(needed));
  }

  private Tuple parameters(Object where, TimeRange range, int limit) {
    return Tuple.of(sought, where, Rows.parameter(range.from()), Rows.parameter(range.to()), limit);
  }

  private Uni<List<Row>> send(String sql, Tuple parameters) {
    return connection
        .preparedQuery(sql)
        .execute(parameters)
        .map(rows -> Rows.list(rows, row -> row));
  }
}
