package io.mesher.api.search;

import io.mesher.api.sql.Rows;
import io.mesher.api.web.TimeRange;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * Finds the newest events of a project. What is common is found soon by walking them, what is rare
 * through the index events_search; PostgreSQL knows which is which, provided that it plans for the
 * very values asked for.
 */
@ApplicationScoped
class EventSearch {
  /** The text's expression is the index's, to the letter. */
  static final String BY_WORDS =
      """
      SELECT e.id, e.issue_id, e.level, e.message, e.received_at FROM events e
      WHERE event_words(e.title, e.culprit, e.message) @@ websearch_to_tsquery('simple', $1)
        AND e.project_id = $2 AND e.received_at >= $3 AND e.received_at < $4
      ORDER BY e.received_at DESC, e.id DESC LIMIT $5
      """;

  static final String BY_TAG =
      """
      SELECT e.id, e.issue_id, e.level, e.message, e.received_at, e.tags FROM events e
      WHERE e.tags @> $1
        AND e.project_id = $2 AND e.received_at >= $3 AND e.received_at < $4
      ORDER BY e.received_at DESC, e.id DESC LIMIT $5
      """;

  private static final String PLAN_FOR_VALUES = "SET LOCAL plan_cache_mode = force_custom_plan";

  private final Pool pool;

  EventSearch(Pool pool) {
    this.pool = pool;
  }

  Uni<List<FoundEvent>> byWords(UUID project, String words, TimeRange range, int limit) {
    return find(BY_WORDS, parameters(words, project, range, limit))
        .map(rows -> Rows.list(rows, FoundEvent::of));
  }

  Uni<List<TaggedEvent>> byTag(UUID project, String key, String value, TimeRange range, int limit) {
    return find(BY_TAG, parameters(new JsonObject().put(key, value), project, range, limit))
        .map(rows -> Rows.list(rows, TaggedEvent::of));
  }

  private Uni<RowSet<Row>> find(String sql, Tuple parameters) {
    return pool.withTransaction(
        connection ->
            connection
                .query(PLAN_FOR_VALUES)
                .execute()
                .chain(() -> connection.preparedQuery(sql).execute(parameters)));
  }

  private static Tuple parameters(Object what, UUID project, TimeRange range, int limit) {
    return Tuple.of(what, project, Rows.parameter(range.from()), Rows.parameter(range.to()), limit);
  }
}
