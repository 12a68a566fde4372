package io.mesher.api.search;

import io.mesher.api.sql.PlannedByValues;
import io.mesher.api.web.TimeRange;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Finds the newest events of a project. What is common is among the newest of all, so those are
 * walked first; what is not is asked of the index.
 */
@ApplicationScoped
class EventSearch {
  private final Pool pool;

  EventSearch(Pool pool) {
    this.pool = pool;
  }

  Uni<List<FoundEvent>> byWords(UUID project, String words, TimeRange range, int limit) {
    var needed = NeededWords.of(words);
    return find(
        connection -> new SearchInProject(connection, Criterion.WORDS, words, needed, project),
        range,
        limit,
        FoundEvent::of);
  }

  Uni<List<TaggedEvent>> byTag(UUID project, String key, String value, TimeRange range, int limit) {
    var tag = new JsonObject().put(key, value);
    return find(
        connection -> new SearchInProject(connection, Criterion.TAG, tag, new String[0], project),
        range,
        limit,
        TaggedEvent::of);
  }

  private <T> Uni<List<T>> find(
      Function<SqlConnection, SearchInProject> start,
      TimeRange range,
      int limit,
      Function<Row, T> shape) {
    return PlannedByValues.read(
            pool,
            connection -> {
              var search = start.apply(connection);
              return search
                  .amongNewest(range, limit)
                  .chain(
                      found ->
                          found.size() >= limit
                              ? Uni.createFrom().item(found)
                              : search.throughIndex(range, limit, found.size()));
            })
        .map(rows -> rows.stream().map(shape).toList());
  }
}
