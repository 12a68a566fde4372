package io.mesher.api.dashboard;

import io.mesher.api.sql.Rows;
import io.mesher.api.web.TimeRange;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The issues with the most events in a range. Whole days ($3 to $4) are read from their totals and
 * what is not folded into them yet, the rest ($2 to $3, $4 to $5) by the hour.
 */
@ApplicationScoped
class TopIssues {
  /**
   * Of a range of days, the largest of all times are asked first: so many for each that is shown.
   */
  private static final int FIRST = 5;

  /** And then so many. */
  static final int THEN = 20;

  /** Of the counted ones, so many may be deleted before more than a few have to be sorted. */
  static final int DELETED = 50;

  /**
   * At most $7 are looked up, in the order of their counts, until there are as many as are shown.
   * Counts serve the order only; as double precision, which is exact to 2^53, they add up in less
   * than half of the time.
   */
  static final String OF_ALL =
      """
      WITH counted AS MATERIALIZED (
        SELECT issue_id, sum(count::double precision) AS count FROM (
          SELECT issue_id, count FROM issue_rollups_day
          WHERE project_id = $1 AND day >= ($3::timestamptz AT TIME ZONE 'UTC')::date
            AND day < ($4::timestamptz AT TIME ZONE 'UTC')::date
          UNION ALL
          SELECT issue_id, count FROM issue_rollups_folded
          WHERE project_id = $1
            AND bucket >= date_trunc('hour', $2::timestamptz, 'UTC') AND bucket < $3
          UNION ALL
          SELECT issue_id, count FROM issue_rollups_folded
          WHERE project_id = $1 AND bucket >= $4 AND bucket < $5
          UNION ALL
          SELECT issue_id, count FROM issue_rollups_hour
          WHERE project_id = $1
            AND bucket >= date_trunc('hour', $2::timestamptz, 'UTC') AND bucket < $5) AS parts
        GROUP BY issue_id ORDER BY count DESC, issue_id LIMIT $7)
      SELECT i.id, i.title, i.level, i.status, i.event_count, i.last_seen
      FROM counted c
      JOIN issues i ON i.id = c.issue_id AND i.deleted_at IS NULL
      ORDER BY c.count DESC, c.issue_id LIMIT $6
      """;

  /**
   * Only those with the most events ever ($7). No other issue has more than the least of them
   * ({@code least}), in whatever range.
   */
  static final String OF_LARGEST =
      """
      WITH largest AS MATERIALIZED (
        SELECT id, title, level, status, event_count, last_seen FROM issues
        WHERE project_id = $1 AND deleted_at IS NULL
        ORDER BY event_count DESC, id DESC LIMIT $7),
      counted AS MATERIALIZED (
        SELECT l.*, (
          SELECT coalesce(sum(count), 0) FROM (
            SELECT count FROM issue_rollups_day
            WHERE issue_id = l.id AND day >= ($3::timestamptz AT TIME ZONE 'UTC')::date
              AND day < ($4::timestamptz AT TIME ZONE 'UTC')::date
            UNION ALL
            SELECT count FROM issue_rollups_folded
            WHERE issue_id = l.id AND bucket >= date_trunc('hour', $2::timestamptz, 'UTC')
              AND bucket < $3
            UNION ALL
            SELECT count FROM issue_rollups_folded
            WHERE issue_id = l.id AND bucket >= $4 AND bucket < $5
            UNION ALL
            SELECT count FROM issue_rollups_hour
            WHERE issue_id = l.id AND bucket >= date_trunc('hour', $2::timestamptz, 'UTC')
              AND bucket < $5) AS parts)::bigint AS count
        FROM largest l)
      SELECT id, title, level, status, event_count, last_seen, count,
        (SELECT count(*) FROM largest) AS asked, (SELECT min(event_count) FROM largest) AS least
      FROM counted WHERE count > 0
      ORDER BY count DESC, id LIMIT $6
      """;

  private final Pool pool;

  TopIssues(Pool pool) {
    this.pool = pool;
  }

  /** An issue that happened most in the range; its count is its lifetime's. */
  public record TopIssue(
      UUID id, String title, String level, String status, long eventCount, Instant lastSeen) {

    static TopIssue of(Row row) {
      return new TopIssue(
          row.getUUID("id"),
          row.getString("title"),
          row.getString("level"),
          row.getString("status"),
          row.getLong("event_count"),
          Rows.instant(row, "last_seen"));
    }
  }

  /** At most {@code limit}, the one with the most first. */
  Uni<List<TopIssue>> of(UUID project, TimeRange range, int limit) {
    var days = range.wholeDays();
    var parameters =
        List.<Object>of(
            project,
            Rows.parameter(range.from()),
            Rows.parameter(days.from()),
            Rows.parameter(days.to()),
            Rows.parameter(range.to()),
            limit);
    // Of a day or so, all that happened is quickly counted, and hardly ever the largest suffice.
    var found =
        days.from().equals(days.to())
            ? ofAll(parameters, limit)
            : ofLargest(parameters, FIRST, limit)
                .chain(rows -> enough(rows, FIRST, limit, () -> ofLargest(parameters, THEN, limit)))
                .chain(rows -> enough(rows, THEN, limit, () -> ofAll(parameters, limit)));
    return found.map(rows -> Rows.list(rows, TopIssue::of));
  }

  private Uni<RowSet<Row>> ofAll(List<Object> parameters, int limit) {
    return ofAllAtMost(parameters, limit + DELETED)
        .chain(
            rows ->
                rows.size() == limit
                    ? Uni.createFrom().item(rows)
                    : ofAllAtMost(parameters, Integer.MAX_VALUE));
  }

  private Uni<RowSet<Row>> ofAllAtMost(List<Object> parameters, int most) {
    return pool.preparedQuery(OF_ALL).execute(Tuple.from(parameters).addInteger(most));
  }

  private Uni<RowSet<Row>> ofLargest(List<Object> parameters, int times, int limit) {
    return pool.preparedQuery(OF_LARGEST).execute(Tuple.from(parameters).addInteger(times * limit));
  }

  /** What was found, if nothing that was not asked can be among it. */
  private static Uni<RowSet<Row>> enough(
      RowSet<Row> rows, int times, int limit, Supplier<Uni<RowSet<Row>>> otherwise) {
    return suffice(rows, times * limit, limit) ? Uni.createFrom().item(rows) : otherwise.get();
  }

  private static boolean suffice(RowSet<Row> rows, int most, int limit) {
    Row last = null;
    for (Row row : rows) {
      last = row;
    }
    return last != null
        && (last.getLong("asked") < most
            || (rows.size() == limit && last.getLong("count") > last.getLong("least")));
  }
}
