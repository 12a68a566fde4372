package io.mesher.api.search;

import io.mesher.api.sql.Rows;
import io.mesher.api.web.TimeRange;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A search in a transaction of its own. No statement of it looks at more than {@value #WALKED}
 * events, or at {@value #BUNDLE} that match, however many there are.
 */
final class SearchInProject {
  /** Enough to fill a page with what is common. Each may lie on a page of the disk of its own. */
  static final int WALKED = 250;

  /** More than a page holds. */
  static final int BUNDLE = 200;

  /** So short a time is walked whole. */
  private static final Duration SHORT = Duration.ofSeconds(1);

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

  /** Those that match among the newest, newest first. */
  Uni<List<Row>> amongNewest(TimeRange range, int limit) {
    return connection
        .query(WALK)
        .execute()
        .chain(() -> send(criterion.amongNewest(Integer.toString(WALKED)), range, limit));
  }

  /** The newest that match, newest first: of the last day, the one before, the two before... */
  Uni<List<Row>> throughIndex(TimeRange range, int limit) {
    return connection
        .query(BY_BITMAP)
        .execute()
        .chain(() -> backwards(range, range.to().truncatedTo(ChronoUnit.DAYS), DAY, limit));
  }

  /** The later part first, then what is before it in parts that double; days have their tables. */
  private Uni<List<Row>> backwards(TimeRange range, Instant middle, Duration next, int limit) {
    if (!middle.isAfter(range.from())) {
      return newest(range, limit);
    }
    return laterFirst(
        range,
        middle,
        limit,
        (earlier, rest) -> backwards(earlier, middle.minus(next), next.multipliedBy(2), rest));
  }

  /** Where there are too many to take them all, later ones are newer. */
  private Uni<List<Row>> newest(TimeRange range, int limit) {
    return send(criterion.any(), range, BUNDLE + 1)
        .chain(
            found -> {
              if (found.size() <= BUNDLE) {
                return Uni.createFrom().item(found.stream().limit(limit).toList());
              }
              if (Duration.between(range.from(), range.to()).compareTo(SHORT) <= 0) {
                return all(range, limit);
              }
              // A guess that was wrong is not repeated: they may lie in one heap, far from the end.
              return laterFirst(range, guess(range, found, limit), limit, this::halves);
            });
  }

  /**
   * Since when there are some more than are wanted, as thick as those lie that were found: the
   * first ones of the table, which are the oldest, or nearly. Never before the middle.
   */
  private static Instant guess(TimeRange range, List<Row> found, int limit) {
    var latest = found.getFirst().getOffsetDateTime("received_at").toInstant();
    var some = Duration.between(range.from(), latest).dividedBy(BUNDLE);
    var wanted = some.multipliedBy(limit + BUNDLE / 4);
    var half = Duration.between(range.from(), range.to()).dividedBy(2);
    return range.to().minus(wanted.compareTo(half) < 0 ? wanted : half);
  }

  private Uni<List<Row>> halves(TimeRange range, int limit) {
    var half = Duration.between(range.from(), range.to()).dividedBy(2);
    return laterFirst(range, range.from().plus(half), limit, this::newest);
  }

  private Uni<List<Row>> laterFirst(TimeRange range, Instant middle, int limit, Part earlierPart) {
    return newest(new TimeRange(middle, range.to()), limit)
        .chain(
            later ->
                later.size() >= limit
                    ? Uni.createFrom().item(later)
                    : earlierPart
                        .newest(new TimeRange(range.from(), middle), limit - later.size())
                        .map(earlier -> Stream.concat(later.stream(), earlier.stream()).toList()));
  }

  private Uni<List<Row>> all(TimeRange range, int limit) {
    return connection
        .query(BACK)
        .execute()
        .chain(() -> send(criterion.amongNewest("ALL"), range, limit))
        .call(() -> connection.query(BY_BITMAP).execute());
  }

  /** A way to search a part of a range. */
  private interface Part {
    Uni<List<Row>> newest(TimeRange range, int limit);
  }

  private Uni<List<Row>> send(String sql, TimeRange range, int limit) {
    return connection
        .preparedQuery(sql)
        .execute(
            Tuple.of(
                sought, project, Rows.parameter(range.from()), Rows.parameter(range.to()), limit))
        .map(rows -> Rows.list(rows, row -> row));
  }
}
