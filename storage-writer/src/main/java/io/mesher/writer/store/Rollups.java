package io.mesher.writer.store;

import io.mesher.writer.batch.Tallies;
import io.mesher.writer.batch.Tallies.IssueHour;
import io.mesher.writer.batch.Tallies.ReleaseKey;
import io.mesher.writer.batch.Tallies.Span;
import io.mesher.writer.batch.Tallies.Volume;
import io.mesher.writer.database.Transaction;
import java.util.Map;

/** Lifetime totals by time. The shard is this writer's own, so rows are not fought for. */
final class Rollups {
  static final String MINUTES = volumes("event_rollups_minute");
  static final String HOURS = volumes("event_rollups_hour");

  static final String ISSUE_HOURS =
      """
      INSERT INTO issue_rollups_hour AS r (issue_id, project_id, bucket, shard, count)
      SELECT u.issue_id, u.project_id, u.bucket, $5::int, u.count
      FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::bigint[])
           AS u (issue_id, project_id, bucket, count)
      ORDER BY u.issue_id, u.bucket
      ON CONFLICT (issue_id, bucket, shard) DO UPDATE SET count = r.count + excluded.count""";

  /** Only a release that is new, or whose last event is later, is written. */
  static final String RELEASES =
      """
      INSERT INTO releases AS r (project_id, release, first_event, last_event)
      SELECT u.project_id, u.release, u.first, u.last
      FROM unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::timestamptz[])
           AS u (project_id, release, first, last)
      ORDER BY u.project_id, u.release
      ON CONFLICT (project_id, release) DO UPDATE
      SET first_event = least(r.first_event, excluded.first_event),
          last_event = greatest(r.last_event, excluded.last_event)
      WHERE excluded.first_event < r.first_event OR excluded.last_event > r.last_event""";

  private Rollups() {}

  private static String volumes(String table) {
    return """
        INSERT INTO %s AS r (project_id, bucket, level, environment, shard, count)
        SELECT u.project_id, u.bucket, u.level, u.environment, $6::int, u.count
        FROM unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::bigint[])
             AS u (project_id, bucket, level, environment, count)
        ORDER BY u.project_id, u.bucket, u.level, u.environment
        ON CONFLICT (project_id, bucket, level, environment, shard)
        DO UPDATE SET count = r.count + excluded.count"""
        .formatted(table);
  }

  static void add(Transaction transaction, Tallies tallies, int shard) {
    addReleases(transaction, tallies.releases());
    addVolumes(transaction, MINUTES, tallies.minutes(), shard);
    addVolumes(transaction, HOURS, tallies.hours(), shard);
    var issueHours = tallies.issueHours().keySet();
    transaction.send(
        ISSUE_HOURS,
        Column.uuids(issueHours, IssueHour::issueId),
        Column.uuids(issueHours, IssueHour::projectId),
        Column.times(issueHours, IssueHour::bucket),
        tallies.issueHours().values().toArray(Long[]::new),
        shard);
  }

  private static void addVolumes(
      Transaction transaction, String sql, Map<Volume, Long> volumes, int shard) {
    var keys = volumes.keySet();
    transaction.send(
        sql,
        Column.uuids(keys, Volume::projectId),
        Column.times(keys, Volume::bucket),
        Column.texts(keys, Volume::level),
        Column.texts(keys, Volume::environment),
        volumes.values().toArray(Long[]::new),
        shard);
  }

  private static void addReleases(Transaction transaction, Map<ReleaseKey, Span> releases) {
    if (releases.isEmpty()) {
      return;
    }
    var keys = releases.keySet();
    transaction.send(
        RELEASES,
        Column.uuids(keys, ReleaseKey::projectId),
        Column.texts(keys, ReleaseKey::release),
        Column.times(releases.values(), Span::first),
        Column.times(releases.values(), Span::last));
  }
}
