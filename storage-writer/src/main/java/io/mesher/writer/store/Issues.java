package io.mesher.writer.store;

import io.mesher.contracts.event.GroupedEvent;
import io.mesher.writer.batch.IssueTotals;
import io.mesher.writer.batch.LockedIssue;
import io.mesher.writer.database.Answer;
import io.mesher.writer.database.Transaction;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Issues: locked in the order of their ids, made, and raised by what a batch adds. */
final class Issues {
  static final String LOCK =
      """
      SELECT id, project_id, status, level, title, version, resolved_at
      FROM issues WHERE id = ANY ($1::uuid[])
      ORDER BY id
      FOR NO KEY UPDATE""";

  static final String INSERT =
      """
      INSERT INTO issues (id, project_id, fingerprint, title, culprit, level, platform,
                          first_seen, last_seen, grouping_version)
      SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[],
                           $7::text[], $8::timestamptz[], $8::timestamptz[], $9::int[])""";

  /**
   * Each user counts once for an issue: the key of {@code issue_users} decides. Users are added up
   * with the rest, as the planner, who can't know how many rows the arrays hold, would join them in
   * quadratic time.
   */
  static final String RAISE =
      """
      WITH fresh AS (
        INSERT INTO issue_users (issue_id, user_hash, seen_on)
        SELECT u.issue_id, u.user_hash, u.seen_on
        FROM unnest($6::uuid[], $7::uuid[], $8::date[]) AS u (issue_id, user_hash, seen_on)
        ORDER BY u.issue_id, u.user_hash
        ON CONFLICT (issue_id, user_hash) DO NOTHING
        RETURNING issue_id)
      UPDATE issues i
      SET event_count = i.event_count + u.events,
          user_count = i.user_count + u.users,
          first_seen = least(i.first_seen, u.first_seen),
          last_seen = greatest(i.last_seen, u.last_seen),
          status = CASE WHEN u.regressed_at IS NULL THEN i.status ELSE 'unresolved' END,
          resolved_at = CASE WHEN u.regressed_at IS NULL THEN i.resolved_at END,
          regressed_at = coalesce(u.regressed_at, i.regressed_at),
          version = i.version + (u.regressed_at IS NOT NULL)::int
      FROM (SELECT id, sum(events) AS events, sum(users) AS users, min(first_seen) AS first_seen,
                   max(last_seen) AS last_seen, min(regressed_at) AS regressed_at
            FROM (SELECT id, events, 0 AS users, first_seen, last_seen, regressed_at
                  FROM unnest($1::uuid[], $2::bigint[], $3::timestamptz[], $4::timestamptz[],
                              $5::timestamptz[])
                       AS given (id, events, first_seen, last_seen, regressed_at)
                  UNION ALL
                  SELECT issue_id, 0, 1, NULL, NULL, NULL FROM fresh) AS added
            GROUP BY id) AS u
      WHERE i.id = u.id""";

  private Issues() {}

  static Answer lock(Transaction transaction, Set<UUID> ids) {
    return transaction.send(LOCK, (Object) ids.toArray(UUID[]::new));
  }

  static Map<UUID, LockedIssue> locked(RowSet<Row> rows) {
    var locked = new HashMap<UUID, LockedIssue>(rows.size() * 2);
    rows.forEach(row -> locked.put(row.getUUID(0), issue(row)));
    return locked;
  }

  private static LockedIssue issue(Row row) {
    var resolvedAt = row.get(OffsetDateTime.class, 6);
    return new LockedIssue(
        row.getUUID(0),
        row.getUUID(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getLong(5),
        resolvedAt == null ? null : resolvedAt.toInstant());
  }

  static void insert(Transaction transaction, Map<UUID, GroupedEvent> newIssues) {
    if (newIssues.isEmpty()) {
      return;
    }
    var first = newIssues.values();
    transaction.send(
        INSERT,
        newIssues.keySet().toArray(UUID[]::new),
        Column.uuids(first, GroupedEvent::projectId),
        Column.texts(first, GroupedEvent::fingerprint),
        Column.texts(first, GroupedEvent::title),
        Column.texts(first, GroupedEvent::culprit),
        Column.texts(first, GroupedEvent::level),
        Column.texts(first, GroupedEvent::platform),
        Column.times(first, GroupedEvent::receivedAt),
        Column.ints(first, GroupedEvent::groupingVersion));
  }

  static void raise(
      Transaction transaction, Collection<IssueTotals> totals, Collection<AffectedUser> users) {
    transaction.send(
        RAISE,
        Column.uuids(totals, IssueTotals::issueId),
        Column.longs(totals, IssueTotals::events),
        Column.times(totals, IssueTotals::firstSeen),
        Column.times(totals, IssueTotals::lastSeen),
        Column.times(totals, IssueTotals::regressedAt),
        Column.uuids(users, AffectedUser::issueId),
        Column.uuids(users, AffectedUser::hash),
        Column.days(users, AffectedUser::seenOn));
  }
}
