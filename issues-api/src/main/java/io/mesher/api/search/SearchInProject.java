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
  /** About 10 ms for words. */
  static final int WALKED = 1_000;

  /** More than a page holds. */
  static final int BUNDLE = 200;

  /** So short a time is walked whole. */
  private static final Duration SHORT = Duration.ofSeconds(1);

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

  /** The newest that match, newest first: of the last day, where it has enough, or of all. */
  Uni<List<Row>> throughIndex(TimeRange range, int limit) {
    return connection
        .query(BY_BITMAP)
        .execute()
        .chain(
            () -> {
              Instant lastDay = range.to().truncatedTo(ChronoUnit.DAYS);
              return lastDay.isAfter(range.from())
                  ? laterFirst(range, lastDay, limit)
                  : newest(range, limit);
            });
  }

  /** Where there are too many to take them all, those of the later half are newer. */
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
              return halves(range, limit);
            });
  }

  private Uni<List<Row>> halves(TimeRange range, int limit) {
    var half = Duration.between(range.from(), range.to()).dividedBy(2);
    return laterFirst(range, range.from().plus(half), limit);
  }

  private Uni<List<Row>> laterFirst(TimeRange range, Instant middle, int limit) {
    return newest(new TimeRange(middle, range.to()), limit)
        .chain(
            later ->
                later.size() >= limit
                    ? Uni.createFrom().item(later)
                    : newest(new TimeRange(range.from(), middle), limit - later.size())
                        .map(earlier -> Stream.concat(later.stream(), earlier.stream()).toList()));
  }

  private Uni<List<Row>> all(TimeRange range, int limit) {
    return connection
        .query(BACK)
        .execute()
        .chain(() -> send(criterion.amongNewest("ALL"), range, limit))
        .call(() -> connection.query(BY_BITMAP).execute());
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
