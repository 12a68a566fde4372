package io.mesher.writer.outcome;

import io.mesher.writer.batch.OutcomeKey;
import io.mesher.writer.database.Transaction;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Adds to the totals of outcomes. */
public final class OutcomeRows {
  /** Sorted by key, as everything that several writers change. */
  public static final String ADD =
      """
      INSERT INTO outcomes AS o (project_id, bucket, outcome, reason, category, shard, count)
      SELECT u.project_id, u.bucket, u.outcome, u.reason, u.category, $7::int, u.count
      FROM unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::bigint[])
           AS u (project_id, bucket, outcome, reason, category, count)
      ORDER BY u.project_id, u.bucket, u.outcome, u.reason, u.category
      ON CONFLICT (project_id, bucket, outcome, reason, category, shard)
      DO UPDATE SET count = o.count + excluded.count""";

  private OutcomeRows() {}

  /** Sends the statement; that it succeeds is seen at the commit. */
  public static void add(Transaction transaction, Map<OutcomeKey, Long> outcomes, int shard) {
    if (outcomes.isEmpty()) {
      return;
    }
    var keys = outcomes.keySet();
    transaction.send(
        ADD,
        keys.stream().map(OutcomeKey::projectId).toArray(UUID[]::new),
        keys.stream()
            .map(key -> key.bucket().atOffset(ZoneOffset.UTC))
            .toArray(OffsetDateTime[]::new),
        texts(outcomes, OutcomeKey::outcome),
        texts(outcomes, OutcomeKey::reason),
        texts(outcomes, OutcomeKey::category),
        outcomes.values().toArray(Long[]::new),
        shard);
  }

  private static String[] texts(
      Map<OutcomeKey, Long> outcomes, Function<OutcomeKey, String> value) {
    return outcomes.keySet().stream().map(value).toArray(String[]::new);
  }
}
