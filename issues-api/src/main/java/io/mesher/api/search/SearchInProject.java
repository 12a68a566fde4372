package io.mesher.api.search;

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
 * A search in a transaction of its own. No statement of it looks at more than {@value #WALKED}
 * events, or at {@value #BUNDLE} that match and others of their hours, however many there are.
 */
final class SearchInProject {
  /** Enough to fill a page with what is common. Each may lie on a page of the disk of its own. */
  static final int WALKED = 250;

  /** More than a page holds. */
  static final int BUNDLE = 200;

  /** So short a time is walked whole. */
  private static final Duration SHORT = Duration.ofSeconds(1);

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  /** Which way is the better one is decided here; the planner is to see the very values. */
  private static final String WALK = "SET LOCAL plan_cache_mode = force_custom_plan";

  static final String BY_BITMAP =
      "SET LOCAL enable_indexscan = off; SET LOCAL enable_seqscan = off";

  private static final String BACK = "SET LOCAL enable_indexscan = on";

  private final SqlConnection connection;
  private final Criterion criterion;
  private final Object sought;
  private final UUID project;

  SearchInProject(SqlConnection connection, Criterion criterion, Object sought, UUID project) {
    this.connection = connection;
    this.criterion = criterion;
    this.sought = sought;
    this.project = project;
  }

  /** Those that match among the newest of the last day, newest first. */
  Uni<List<Row>> amongNewest(TimeRange range, int limit) {
    return connection
        .query(WALK)
        .execute()
        .chain(() -> walk(Integer.toString(WALKED), range.atMost(DAY), limit));
  }

  /** The newest that match, newest first: of the last day, the one before, the two before... */
  Uni<List<Row>> throughIndex(TimeRange range, int limit) {
    // Days have their tables.
    var today = Duration.between(range.to().truncatedTo(ChronoUnit.DAYS), range.to());
    return connection.query(BY_BITMAP).execute().chain(() -> backwards(range, today, DAY, limit));
  }

  /** A part at the end first, then the next one before it, then parts that double. */
  private Uni<List<Row>> backwards(TimeRange range, Duration part, Duration next, int limit) {
    var middle = range.to().minus(part);
    if (!middle.isAfter(range.from())) {
      return newest(range, limit);
    }
    return newest(new TimeRange(middle, range.to()), limit)
        .chain(
            later ->
                later.size() >= limit
                    ? Uni.createFrom().item(later)
                    : backwards(
                            new TimeRange(range.from(), middle),
                            next,
                            next.multipliedBy(2),
                            limit - later.size())
                        .map(earlier -> Stream.concat(later.stream(), earlier.stream()).toList()));
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
              var part = guess(range, found, limit);
              return backwards(range, part, part, limit);
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
    boolean closely = range.length().compareTo(HOUR) < 0;
    return send(
        criterion.any(closely),
        parameters(Places.of(project, range), range.touchedDays(), BUNDLE + 1)
            .addValue(Rows.parameter(range.from()))
            .addValue(Rows.parameter(range.to())));
  }

  private Uni<List<Row>> walk(String walked, TimeRange range, int limit) {
    return send(criterion.amongNewest(walked), parameters(project, range, limit));
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
