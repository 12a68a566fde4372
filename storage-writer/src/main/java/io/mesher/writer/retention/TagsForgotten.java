package io.mesher.writer.retention;

import io.mesher.writer.batch.TagTally;
import io.mesher.writer.database.Database;
import io.mesher.writer.job.Job;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.UUID;

/**
 * Makes room for new tags in projects that have reached a bound: keys and values that no event has
 * carried for a while give up their places. What was counted under them stays counted.
 */
@ApplicationScoped
public class TagsForgotten implements Job {
  private static final String BOUNDED =
      """
      SELECT project_id FROM tag_keys GROUP BY project_id
      HAVING bool_or(is_full) OR count(*) FILTER (WHERE key <> ALL ($1::text[])) >= $2::int\
      """;

  private static final String UNUSED_KEYS =
      """
      SELECT k.key FROM tag_keys k
      WHERE k.project_id = $1 AND k.key <> ALL ($3::text[])
        AND NOT EXISTS (SELECT FROM tag_rollups_day d
                        WHERE d.project_id = $1 AND d.key = k.key AND d.day >= $2)
        AND NOT EXISTS (SELECT FROM project_tag_rollups p
                        WHERE p.project_id = $1 AND p.key = k.key AND p.day >= $2)
        AND NOT EXISTS (SELECT FROM tag_rollups r
                        WHERE r.project_id = $1 AND r.key = k.key AND r.day >= $2 AND r.shard >= 0)\
      """;

  private static final String UNUSED_VALUES =
      """
      SELECT v.key, v.value FROM tag_values v
      JOIN tag_keys k ON k.project_id = v.project_id AND k.key = v.key AND k.is_full
      WHERE v.project_id = $1
        AND NOT EXISTS (SELECT FROM tag_rollups_day d
                        WHERE d.project_id = $1 AND d.key = v.key AND d.value = v.value
                          AND d.day >= $2)
        AND NOT EXISTS (SELECT FROM project_tag_rollups p
                        WHERE p.project_id = $1 AND p.key = v.key AND p.value = v.value
                          AND p.day >= $2)
        AND NOT EXISTS (SELECT FROM tag_rollups r
                        WHERE r.project_id = $1 AND r.key = v.key AND r.value = v.value
                          AND r.day >= $2 AND r.shard >= 0)\
      """;

  /** The one that writers take to let something in: none counts while this makes room. */
  private static final String LOCK =
      "SELECT pg_advisory_xact_lock(hashtextextended('mesher.tags.' || $1::uuid, 0))";

  private static final String DELETE_KEYS =
      "DELETE FROM tag_keys WHERE project_id = $1 AND key = ANY ($2::text[])";

  private static final String DELETE_THEIR_VALUES =
      "DELETE FROM tag_values WHERE project_id = $1 AND key = ANY ($2::text[])";

  private static final String DELETE_VALUES =
      """
      DELETE FROM tag_values v USING unnest($2::text[], $3::text[]) AS u (key, value)
      WHERE v.project_id = $1 AND v.key = u.key AND v.value = u.value\
      """;

  private static final String REOPEN =
      """
      UPDATE tag_keys k SET is_full = false
      WHERE k.project_id = $1 AND k.is_full
        AND (SELECT count(*) FROM tag_values v
             WHERE v.project_id = k.project_id AND v.key = k.key) < $2::int\
      """;

  /** Weeks of totals are looked at, which may take longer than a batch may. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final String[] ALWAYS = TagTally.ALWAYS.toArray(String[]::new);

  private final Database database;
  private final RetentionSettings settings;
  private final Clock clock;

  public TagsForgotten(Database database, RetentionSettings settings, Clock clock) {
    this.database = database;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "tags-forgotten";
  }

  @Override
  public Duration every() {
    return Duration.ofHours(6);
  }

  @Override
  public long run() {
    var since = clock.instant().minus(settings.tags()).atOffset(ZoneOffset.UTC).toLocalDate();
    long forgotten = 0;
    for (Row row : database.run(BOUNDED, ALWAYS, TagTally.MORE_KEYS)) {
      forgotten += forget(unused(row.getUUID(0), since));
    }
    return forgotten;
  }

  private Unused unused(UUID project, LocalDate since) {
    var unused = new Unused(project, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    try (var transaction = database.begin(PATIENCE)) {
      transaction.send("SET LOCAL statement_timeout = '%ds'".formatted(PATIENCE.toSeconds()));
      var keys = transaction.send(UNUSED_KEYS, project, since, ALWAYS);
      var values = transaction.send(UNUSED_VALUES, project, since);
      keys.rows().forEach(row -> unused.keys().add(row.getString(0)));
      for (Row row : values.rows()) {
        unused.keysOfValues().add(row.getString(0));
        unused.values().add(row.getString(1));
      }
      transaction.commit();
    }
    return unused;
  }

  private long forget(Unused unused) {
    if (unused.isNothing()) {
      return 0;
    }
    var project = unused.project();
    var keys = unused.keys().toArray(String[]::new);
    try (var transaction = database.begin()) {
      transaction.send(LOCK, project);
      var deletedKeys = transaction.send(DELETE_KEYS, project, keys);
      transaction.send(DELETE_THEIR_VALUES, project, keys);
      var deletedValues =
          transaction.send(
              DELETE_VALUES,
              project,
              unused.keysOfValues().toArray(String[]::new),
              unused.values().toArray(String[]::new));
      transaction.send(REOPEN, project, TagTally.VALUES);
      transaction.commit();
      return deletedKeys.rows().rowCount() + deletedValues.rows().rowCount();
    }
  }

  /** Of a project: whole keys, and values each with its key. */
  private record Unused(
      UUID project,
      ArrayList<String> keys,
      ArrayList<String> keysOfValues,
      ArrayList<String> values) {
    boolean isNothing() {
      return keys.isEmpty() && values.isEmpty();
    }
  }
}
