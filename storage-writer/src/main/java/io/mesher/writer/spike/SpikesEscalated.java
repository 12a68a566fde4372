package io.mesher.writer.spike;

import io.mesher.contracts.issue.IssueChanged;
import io.mesher.writer.database.Database;
import io.mesher.writer.job.Job;
import io.mesher.writer.outbox.IssueNotices;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.UUID;

/**
 * Brings an archived issue back when its last hour has more than 10 events and more than 10 times
 * its hourly mean of the 7 days before. The last hour is the running one or the last whole one,
 * whichever is louder, as totals are kept by the hour.
 */
@ApplicationScoped
public class SpikesEscalated implements Job {
  /** Finds without locking; what is locked after it is judged by its status again. */
  private static final String LOUD =
      """
      SELECT i.id FROM issues i
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(count) FILTER (WHERE bucket = $1), 0) AS running,
               coalesce(sum(count) FILTER (WHERE bucket = $1 - interval '1 hour'), 0) AS last,
               coalesce(sum(count) FILTER (WHERE bucket < $1 - interval '1 hour'), 0) / 168.0 AS mean
        FROM (
          SELECT bucket, count FROM issue_rollups_hour
          WHERE issue_id = i.id AND bucket <= $1 AND bucket >= $1 - interval '169 hours'
          UNION ALL
          SELECT bucket, count FROM issue_rollups_folded
          WHERE issue_id = i.id AND bucket <= $1 AND bucket >= $1 - interval '169 hours') AS hours) AS volume
      WHERE i.status = 'archived' AND i.deleted_at IS NULL
        AND i.last_seen >= $1 - interval '1 hour'
        AND greatest(volume.running, volume.last) > 10
        AND greatest(volume.running, volume.last) > 10 * volume.mean
      ORDER BY i.id LIMIT 500""";

  private static final String LOCK =
      """
      SELECT id, project_id, version, level, title FROM issues
      WHERE id = ANY ($1::uuid[]) AND status = 'archived' AND deleted_at IS NULL
      ORDER BY id FOR NO KEY UPDATE""";

  private static final String ESCALATE =
      "UPDATE issues SET status = 'unresolved', version = version + 1 WHERE id = ANY ($1::uuid[])";

  private final Database database;
  private final Clock clock;

  public SpikesEscalated(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "spikes-escalated";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(5);
  }

  @Override
  public long run() {
    var now = clock.instant();
    try (var transaction = database.begin()) {
      var hour = now.truncatedTo(ChronoUnit.HOURS).atOffset(ZoneOffset.UTC);
      var loud = new ArrayList<UUID>();
      transaction.send(LOUD, hour).rows().forEach(row -> loud.add(row.getUUID(0)));
      if (loud.isEmpty()) {
        return 0;
      }
      var changes = new ArrayList<IssueChanged>();
      for (Row row : transaction.send(LOCK, (Object) loud.toArray(UUID[]::new)).rows()) {
        changes.add(escalation(row, now));
      }
      transaction.send(
          ESCALATE, (Object) changes.stream().map(IssueChanged::issueId).toArray(UUID[]::new));
      IssueNotices.insert(transaction, changes);
      transaction.commit();
      return changes.size();
    }
  }

  private static IssueChanged escalation(Row row, Instant now) {
    return new IssueChanged(
        row.getUUID(1),
        row.getUUID(0),
        row.getLong(2) + 1,
        "escalated",
        "unresolved",
        row.getString(3),
        row.getString(4),
        now,
        null);
  }
}
