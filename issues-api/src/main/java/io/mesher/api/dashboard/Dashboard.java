package io.mesher.api.dashboard;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.mesher.api.sql.Rows;
import io.mesher.api.web.TimeRange;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * A project's numbers. Roll-ups are by the hour, so ranges are widened to whole hours (tags: days).
 * Folded hours (shard below 0) and others have indexes of their own.
 */
@ApplicationScoped
public class Dashboard {
  static final String VOLUME =
      """
      SELECT b.bucket, coalesce(counted.count, 0)::bigint AS count
      FROM generate_series($2::timestamptz, $3::timestamptz - interval '1 microsecond',
             ('1 ' || $4::text)::interval) AS b (bucket)
      LEFT JOIN (
        SELECT date_trunc($4::text, r.bucket, 'UTC') AS bucket, sum(r.count) AS count
        FROM (
          SELECT bucket, count FROM event_rollups_hour
          WHERE project_id = $1 AND bucket >= $2 AND bucket < $3 AND shard < 0
          UNION ALL
          SELECT bucket, count FROM event_rollups_hour
          WHERE project_id = $1 AND bucket >= $2 AND bucket < $3 AND shard >= 0) AS r
        GROUP BY 1) counted ON counted.bucket = b.bucket
      ORDER BY b.bucket
      """;

  static final String LEVELS =
      """
      SELECT level, sum(count)::bigint AS count FROM (
        SELECT level, count FROM event_rollups_hour
        WHERE project_id = $1 AND bucket >= date_trunc('hour', $2::timestamptz, 'UTC')
          AND bucket < $3 AND shard < 0
        UNION ALL
        SELECT level, count FROM event_rollups_hour
        WHERE project_id = $1 AND bucket >= date_trunc('hour', $2::timestamptz, 'UTC')
          AND bucket < $3 AND shard >= 0) AS parts
      GROUP BY level
      ORDER BY array_position(ARRAY['fatal', 'error', 'warning', 'info', 'debug'], level)
      """;

  /** By the totals of days and what is not folded into them yet; an older writer's, of issues. */
  static final String TAGS =
      """
      SELECT value, sum(count)::bigint AS count FROM (
        SELECT value, count FROM tag_rollups_day
        WHERE project_id = $1 AND key = $2 AND day >= $3 AND day <= $4
        UNION ALL
        SELECT value, count FROM project_tag_rollups
        WHERE project_id = $1 AND key = $2 AND day >= $3 AND day <= $4
        UNION ALL
        SELECT value, count FROM tag_rollups
        WHERE project_id = $1 AND key = $2 AND day >= $3 AND day <= $4 AND shard >= 0) AS parts
      GROUP BY value ORDER BY count DESC, value LIMIT $5
      """;

  static final String HEALTH =
      """
      SELECT
        (SELECT count(*) FROM issues
         WHERE project_id = $1 AND status = 'unresolved' AND deleted_at IS NULL)
          AS unresolved_count,
        (SELECT coalesce(sum(count), 0)::bigint FROM (
           SELECT count FROM event_rollups_hour
           WHERE project_id = $1 AND shard < 0
             AND bucket >= date_trunc('hour', now() - interval '24 hours', 'UTC')
           UNION ALL
           SELECT count FROM event_rollups_hour
           WHERE project_id = $1 AND shard >= 0
             AND bucket >= date_trunc('hour', now() - interval '24 hours', 'UTC')) AS parts)
          AS events_24h,
        (SELECT count(*) FROM issues
         WHERE project_id = $1 AND deleted_at IS NULL
           AND first_seen >= date_trunc('day', now(), 'UTC')) AS new_today
      """;

  private final Pool pool;

  Dashboard(Pool pool) {
    this.pool = pool;
  }

  /** A column of a chart. */
  public record Volume(Instant bucket, long count) {}

  /** A level's share. */
  public record LevelCount(String level, long count) {}

  /** A tag value's share. */
  public record ValueCount(String value, long count) {}

  /**
   * How a project is.
   *
   * @param newToday issues first seen since midnight UTC
   */
  public record Health(
      long unresolvedCount, @JsonProperty("events_24h") long eventsIn24h, long newToday) {}

  Uni<List<Volume>> volume(UUID project, BucketSize size, TimeRange range) {
    var aligned = size.aligned(range);
    return list(
        VOLUME,
        Tuple.of(
            project, Rows.parameter(aligned.from()), Rows.parameter(aligned.to()), size.wire()),
        row -> new Volume(Rows.instant(row, "bucket"), row.getLong("count")));
  }

  Uni<List<LevelCount>> levels(UUID project, TimeRange range) {
    return list(
        LEVELS,
        Tuple.of(project, Rows.parameter(range.from()), Rows.parameter(range.to())),
        row -> new LevelCount(row.getString("level"), row.getLong("count")));
  }

  Uni<List<ValueCount>> tags(UUID project, String key, TimeRange range, int limit) {
    return list(
        TAGS,
        Tuple.of(
            project,
            key,
            range.from().atOffset(ZoneOffset.UTC).toLocalDate(),
            range.to().minusNanos(1).atOffset(ZoneOffset.UTC).toLocalDate(),
            limit),
        row -> new ValueCount(row.getString("value"), row.getLong("count")));
  }

  Uni<Health> health(UUID project) {
    return list(
            HEALTH,
            Tuple.of(project),
            row ->
                new Health(
                    row.getLong("unresolved_count"),
                    row.getLong("events_24h"),
                    row.getLong("new_today")))
        .map(List::getFirst);
  }

  private <T> Uni<List<T>> list(String sql, Tuple parameters, Function<Row, T> mapper) {
    return pool.preparedQuery(sql).execute(parameters).map(rows -> Rows.list(rows, mapper));
  }
}
