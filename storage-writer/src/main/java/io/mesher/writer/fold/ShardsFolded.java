package io.mesher.writer.fold;

import io.mesher.writer.database.Database;
import io.mesher.writer.database.Steps;
import io.mesher.writer.job.Job;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Adds up the shards of times that are over into shard -1, which no writer uses, or into a table of
 * their own, and what they held into the totals of days. A step moves a bounded number of rows in
 * one statement, so totals are the same before, during and after: a day's total is what was folded,
 * shards from 0 on are the rest.
 */
@ApplicationScoped
public class ShardsFolded implements Job {
  private static final String FOLD =
      """
      WITH moved AS (
        DELETE FROM %1$s WHERE ctid = ANY (ARRAY(
          SELECT ctid FROM %1$s WHERE shard >= 0 AND bucket < $1 ORDER BY bucket LIMIT 2000))
        RETURNING %2$s, count)
      INSERT INTO %1$s AS t (%2$s, shard, count)
      SELECT %2$s, -1, sum(count) FROM moved GROUP BY %2$s ORDER BY %2$s
      ON CONFLICT (%2$s, shard) DO UPDATE SET count = t.count + excluded.count\
      """;

  private static final String HOURS_OF_ISSUES =
      """
      WITH moved AS (
        DELETE FROM issue_rollups_hour WHERE ctid = ANY (ARRAY(
          SELECT ctid FROM issue_rollups_hour WHERE bucket < $1 ORDER BY bucket LIMIT 2000))
        RETURNING issue_id, bucket, project_id, count), days AS (
        INSERT INTO issue_rollups_day AS d (issue_id, day, project_id, count)
        SELECT issue_id, (bucket AT TIME ZONE 'UTC')::date, project_id, sum(count) FROM moved
        GROUP BY 1, 2, 3 ORDER BY 1, 2
        ON CONFLICT (issue_id, day) DO UPDATE SET count = d.count + excluded.count)
      INSERT INTO issue_rollups_folded AS f (issue_id, bucket, project_id, count)
      SELECT issue_id, bucket, project_id, sum(count) FROM moved
      GROUP BY issue_id, bucket, project_id ORDER BY issue_id, bucket
      ON CONFLICT (issue_id, bucket) DO UPDATE SET count = f.count + excluded.count\
      """;

  private static final List<String> BY_HOUR =
      List.of(
          fold("event_rollups_hour", "project_id, bucket, level, environment"),
          HOURS_OF_ISSUES,
          fold("outcomes", "project_id, bucket, outcome, reason, category"));

  private static final String TAG_DAYS =
      """
      INSERT INTO tag_rollups_day AS d (project_id, key, day, value, count)
      SELECT project_id, key, day, value, sum(count) FROM moved
      GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
      ON CONFLICT (project_id, key, day, value) DO UPDATE SET count = d.count + excluded.count\
      """;

  private static final String TAGS_OF_PROJECTS =
      """
      WITH moved AS (
        DELETE FROM project_tag_rollups WHERE ctid = ANY (ARRAY(
          SELECT ctid FROM project_tag_rollups WHERE day < $1 ORDER BY day LIMIT 2000))
        RETURNING project_id, key, day, value, count)
      """
          + TAG_DAYS;

  /**
   * Of an issue all days become one: by the day they are kept of the whole project. Issue by issue,
   * so that what is read together is written together.
   */
  private static final String TAGS_OF_ISSUES =
      """
      WITH moved AS (
        DELETE FROM tag_rollups WHERE ctid = ANY (ARRAY(
          SELECT ctid FROM tag_rollups WHERE %s AND day < $1 ORDER BY %s LIMIT 2000))
        RETURNING project_id, issue_id, key, value, day, count)%s
      INSERT INTO tag_rollups AS t (project_id, issue_id, key, value, day, shard, count)
      SELECT project_id, issue_id, key, value, DATE '-infinity', -1, sum(count) FROM moved
      GROUP BY project_id, issue_id, key, value ORDER BY issue_id, key, value
      ON CONFLICT (issue_id, key, value, day, shard) DO UPDATE SET count = t.count + excluded.count\
      """;

  private static final List<String> BY_DAY =
      List.of(
          TAGS_OF_PROJECTS,
          TAGS_OF_ISSUES.formatted("shard < -1", "issue_id", ""),
          // What versions before it counted is not in project_tag_rollups.
          TAGS_OF_ISSUES.formatted("shard >= 0", "day", ", days AS (" + TAG_DAYS + ")"));

  /** Late events may still come for a while; what comes later is folded by a later run. */
  private static final Duration OVER = Duration.ofHours(2);

  private final Database database;
  private final Clock clock;

  public ShardsFolded(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  private static String fold(String table, String key) {
    return FOLD.formatted(table, key);
  }

  @Override
  public String name() {
    return "shards-folded";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(15);
  }

  @Override
  public long run() {
    OffsetDateTime over = clock.instant().minus(OVER).atOffset(ZoneOffset.UTC);
    long folded = 0;
    for (var sql : BY_HOUR) {
      folded += Steps.untilDone(database, sql, over.withMinute(0).withSecond(0).withNano(0));
    }
    for (var sql : BY_DAY) {
      folded += Steps.untilDone(database, sql, over.toLocalDate());
    }
    return folded;
  }
}
