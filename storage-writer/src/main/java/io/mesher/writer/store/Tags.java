package io.mesher.writer.store;

import io.mesher.writer.batch.TagBounds;
import io.mesher.writer.batch.TagTally;
import io.mesher.writer.batch.TagTally.ProjectTagCount;
import io.mesher.writer.batch.TagTally.Tag;
import io.mesher.writer.batch.TagTally.TagCount;
import io.mesher.writer.batch.TagTally.TagKey;
import io.mesher.writer.database.Answer;
import io.mesher.writer.database.Transaction;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Tags, counted per issue and day within bounds. */
final class Tags {
  static final String KEYS =
      "SELECT project_id, key, is_full FROM tag_keys WHERE project_id = ANY ($1::uuid[])";

  static final String VALUES =
      """
      SELECT v.project_id, v.key, v.value
      FROM unnest($1::uuid[], $2::text[], $3::text[]) AS u (project_id, key, value)
      JOIN tag_values v ON v.project_id = u.project_id AND v.key = u.key AND v.value = u.value""";

  /** Only what is new waits here, so that of several writers none goes past a bound. */
  static final String LOCK =
      """
      SELECT pg_advisory_xact_lock(hashtextextended('mesher.tags.' || project_id, 0))
      FROM (SELECT DISTINCT unnest($1::uuid[])::text AS project_id ORDER BY 1) AS projects""";

  static final String ADMIT_KEYS =
      """
      INSERT INTO tag_keys (project_id, key)
      SELECT asking.project_id, asking.key
      FROM (SELECT u.project_id, u.key, u.key = ANY ($3::text[]) AS always,
                   row_number() OVER (PARTITION BY u.project_id, u.key = ANY ($3::text[])
                                      ORDER BY u.key) AS place
            FROM (SELECT DISTINCT * FROM unnest($1::uuid[], $2::text[])) AS u (project_id, key)
            WHERE NOT EXISTS (SELECT FROM tag_keys k
                              WHERE k.project_id = u.project_id AND k.key = u.key)) AS asking
      WHERE always OR place + (SELECT count(*) FROM tag_keys k
                               WHERE k.project_id = asking.project_id
                                 AND k.key <> ALL ($3::text[])) <= $4::int
      ORDER BY 1, 2
      ON CONFLICT DO NOTHING""";

  static final String ADMIT_VALUES =
      """
      INSERT INTO tag_values (project_id, key, value)
      SELECT asking.project_id, asking.key, asking.value
      FROM (SELECT u.project_id, u.key, u.value,
                   row_number() OVER (PARTITION BY u.project_id, u.key ORDER BY u.value) AS place
            FROM unnest($1::uuid[], $2::text[], $3::text[]) AS u (project_id, key, value)
            JOIN tag_keys k ON k.project_id = u.project_id AND k.key = u.key AND NOT k.is_full
            WHERE NOT EXISTS (SELECT FROM tag_values v
                              WHERE v.project_id = u.project_id AND v.key = u.key
                                AND v.value = u.value)) AS asking
      WHERE place + (SELECT count(*) FROM tag_values v
                     WHERE v.project_id = asking.project_id AND v.key = asking.key) <= $4::int
      ORDER BY 1, 2, 3
      ON CONFLICT DO NOTHING""";

  static final String MARK_FULL =
      """
      UPDATE tag_keys k SET is_full = true
      FROM (SELECT DISTINCT * FROM unnest($1::uuid[], $2::text[])) AS u (project_id, key)
      WHERE k.project_id = u.project_id AND k.key = u.key AND NOT k.is_full
        AND (SELECT count(*) FROM tag_values v
             WHERE v.project_id = k.project_id AND v.key = k.key) >= $3::int""";

  static final String COUNT =
      """
      INSERT INTO tag_rollups AS t (project_id, issue_id, key, value, day, shard, count)
      SELECT u.project_id, u.issue_id, u.key, u.value, u.day, $7::int, u.count
      FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::date[], $6::bigint[])
           AS u (project_id, issue_id, key, value, day, count)
      ORDER BY u.issue_id, u.day, u.key, u.value
      ON CONFLICT (issue_id, day, key, value, shard) DO UPDATE SET count = t.count + excluded.count""";

  static final String COUNT_OF_PROJECTS =
      """
      INSERT INTO project_tag_rollups AS t (project_id, key, day, value, shard, count)
      SELECT u.project_id, u.key, u.day, u.value, $6::int, u.count
      FROM unnest($1::uuid[], $2::text[], $3::date[], $4::text[], $5::bigint[])
           AS u (project_id, key, day, value, count)
      ORDER BY u.project_id, u.key, u.day, u.value
      ON CONFLICT (project_id, key, day, value, shard)
      DO UPDATE SET count = t.count + excluded.count""";

  /**
   * Of an issue, a writer's rows have shards from here down: by that they are known to be in their
   * project's totals as well. Those of the versions before it, from 0 up, are not.
   */
  private static final int FIRST_SHARD = -2;

  private static final String[] ALWAYS = TagTally.ALWAYS.toArray(String[]::new);

  private Tags() {}

  /** Asks what is admitted of these tags; the answers are read by {@link #bounds}. */
  static Asked ask(Transaction transaction, Set<Tag> candidates) {
    var projects = candidates.stream().map(Tag::projectId).distinct().toArray(UUID[]::new);
    return new Asked(
        candidates, transaction.send(KEYS, (Object) projects), values(transaction, candidates));
  }

  private static Answer values(Transaction transaction, Collection<Tag> tags) {
    return transaction.send(
        VALUES,
        Column.uuids(tags, Tag::projectId),
        Column.texts(tags, Tag::name),
        Column.texts(tags, Tag::value));
  }

  /** What is admitted, after what is new has been let in as far as there is room. */
  static TagBounds bounds(Transaction transaction, Asked asked) {
    var bounds = read(asked);
    var asking = bounds.mayAsk(asked.candidates());
    if (asking.isEmpty()) {
      return bounds;
    }
    admit(transaction, asking);
    return read(ask(transaction, asked.candidates()));
  }

  private static TagBounds read(Asked asked) {
    var bounds = new TagBounds();
    asked
        .keys()
        .rows()
        .forEach(
            row -> bounds.addKey(new TagKey(row.getUUID(0), row.getString(1)), row.getBoolean(2)));
    asked
        .values()
        .rows()
        .forEach(
            row -> bounds.addValue(new Tag(row.getUUID(0), row.getString(1), row.getString(2))));
    return bounds;
  }

  private static void admit(Transaction transaction, List<Tag> asking) {
    var projects = Column.uuids(asking, Tag::projectId);
    var keys = Column.texts(asking, Tag::name);
    transaction.send(LOCK, (Object) projects);
    transaction.send(ADMIT_KEYS, projects, keys, ALWAYS, TagTally.MORE_KEYS);
    transaction.send(
        ADMIT_VALUES, projects, keys, Column.texts(asking, Tag::value), TagTally.VALUES);
    transaction.send(MARK_FULL, projects, keys, TagTally.VALUES);
  }

  static void count(Transaction transaction, Map<TagCount, Long> counts, int shard) {
    if (counts.isEmpty()) {
      return;
    }
    var keys = counts.keySet();
    transaction.send(
        COUNT,
        Column.uuids(keys, TagCount::projectId),
        Column.uuids(keys, TagCount::issueId),
        Column.texts(keys, TagCount::key),
        Column.texts(keys, TagCount::value),
        Column.days(keys, TagCount::day),
        counts.values().toArray(Long[]::new),
        FIRST_SHARD - shard);
    countOfProjects(transaction, TagTally.ofProjects(counts), shard);
  }

  private static void countOfProjects(
      Transaction transaction, Map<ProjectTagCount, Long> counts, int shard) {
    var keys = counts.keySet();
    transaction.send(
        COUNT_OF_PROJECTS,
        Column.uuids(keys, ProjectTagCount::projectId),
        Column.texts(keys, ProjectTagCount::key),
        Column.days(keys, ProjectTagCount::day),
        Column.texts(keys, ProjectTagCount::value),
        counts.values().toArray(Long[]::new),
        shard);
  }

  /** Questions that have been sent. */
  record Asked(Set<Tag> candidates, Answer keys, Answer values) {}
}
