package io.mesher.writer.outbox;

import io.mesher.contracts.codec.RecordCodec;
import io.mesher.contracts.issue.IssueChanged;
import io.mesher.contracts.topic.Topic;
import io.mesher.writer.database.Transaction;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/**
 * What watchers of issues must hear and the issue's trail must show, decided by a transaction that
 * holds the issues' locks; the relay sends it after the commit.
 */
public final class IssueNotices {
  /** Wakes the relay when this commits. */
  public static final String INSERT =
      """
      WITH written AS (
        INSERT INTO outbox (topic, key, version, payload)
        SELECT $1, key, version, payload::jsonb
        FROM unnest($2::text[], $3::bigint[], $4::text[]) AS u (key, version, payload))
      SELECT pg_notify('mesher_outbox', '')""";

  private static final String TRAIL =
      """
      INSERT INTO issue_activity (issue_id, kind, created_at)
      SELECT * FROM unnest($1::uuid[], $2::text[], $3::timestamptz[])""";

  private static final RecordCodec<IssueChanged> CODEC = RecordCodec.json(IssueChanged.class);

  private IssueNotices() {}

  /** Sends the statements; that they succeed is seen at the commit. */
  public static void insert(Transaction transaction, List<IssueChanged> changes) {
    if (changes.isEmpty()) {
      return;
    }
    var trail = changes.stream().filter(change -> !change.action().equals("new")).toList();
    if (!trail.isEmpty()) {
      transaction.send(
          TRAIL,
          trail.stream().map(IssueChanged::issueId).toArray(UUID[]::new),
          trail.stream().map(IssueChanged::action).toArray(String[]::new),
          trail.stream()
              .map(change -> change.at().atOffset(ZoneOffset.UTC))
              .toArray(OffsetDateTime[]::new));
    }
    transaction.send(
        INSERT,
        Topic.Names.ISSUES_CHANGED,
        changes.stream().map(change -> change.issueId().toString()).toArray(String[]::new),
        changes.stream().map(IssueChanged::version).toArray(Long[]::new),
        changes.stream()
            .map(change -> new String(CODEC.encode(change), StandardCharsets.UTF_8))
            .toArray(String[]::new));
  }
}
