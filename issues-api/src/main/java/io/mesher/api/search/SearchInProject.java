package io.mesher.api.search;

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
 * at more than {@value #WALKED} events, or at {@value #BUNDLE} that match and others of their
 * minutes, however many there are.
 */
final class SearchInProject {
  /** Enough to fill a page with what is common. Each may lie on a page of the disk of its own. */
  static final int WALKED = 250;

  /** More than a page holds. */
  static final int BUNDLE = 200;

  /**
   * How many times as long as the part after it a part may be: where nothing was found in that, so
   * much longer a one hardly holds more than {@value #BUNDLE}.
   */
  private static final int STRIDE = 64;

  /** So short a time is walked whole. */
  private static final Duration SHORT = Duration.ofSeconds(1);

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  static final String BY_BITMAP =
      "SET LOCAL enable_indexscan = off; SET LOCAL enable_seqscan = off";

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
    return spread(range)
        .call(() -> connection.query(BY_BITMAP).execute())
        .chain(spread -> backwards(range, inWholeDays(range, expected(spread, limit, met)), limit));
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

  /** The last part first, then longer ones before it. */
  private Uni<List<Row>> backwards(TimeRange range, TimeRange last, int limit) {
    return newest(last, limit)
        .chain(
            later -> {
              if (later.size() >= limit || !last.from().isAfter(range.from())) {
                return Uni.createFrom().item(later);
              }
              int missing = limit - later.size();
              var before = new TimeRange(range.from(), last.from());
              var next = inWholeDays(before, next(last.length(), later.size(), missing));
              return backwards(before, next, missing)
                  .map(earlier -> Stream.concat(later.stream(), earlier.stream()).toList());
            });
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

  /** As long a time before a part as should hold those that are missing, and half as many more. */
  private static Duration next(Duration part, int found, int missing) {
    long times = found == 0 ? STRIDE : Math.min(STRIDE, 1 + missing * 3L / (2L * found));
    return part.multipliedBy(times);
  }

  /** Where there are too many to take them all, later ones are newer. */
  private Uni<List<Row>> newest(TimeRange range, int limit) {
    return any(range)
        .chain(
            found -> {
              if (found.size() <= BUNDLE) {
                return Uni.createFrom().item(found.stream().limit(limit).toList());
              }
              if (range.length().compareTo(SHORT) <= 0) {
                return all(range, limit);
              }
              return backwards(range, range.atMost(guess(range, found, limit)), limit);
            });
  }

  /**
   * How long a time holds some more than are wanted, as thick as those lie that were found: the
   * first ones of the table, which are the oldest, or nearly. At most half of the range, and never
   * nothing.
   */
  private static Duration guess(TimeRange range, List<Row> found, int limit) {
    var latest = found.getFirst().getOffsetDateTime("received_at").toInstant();
    var some = Duration.between(range.from(), latest).dividedBy(BUNDLE);
    var wanted = some.multipliedBy(limit + BUNDLE / 4);
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

  private Uni<List<Row>> any(TimeRange range) {
    return send(
        criterion.any(),
        parameters(Places.of(project, range), range.touchedDays(), BUNDLE + 1)
            .addValue(Rows.parameter(range.from()))
            .addValue(Rows.parameter(range.to()))
            .addValue(project.toString()));
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
