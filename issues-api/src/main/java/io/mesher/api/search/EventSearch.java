package io.mesher.api.search;

import io.mesher.api.problem.UnavailableException;
import io.mesher.api.sql.Rows;
import io.mesher.api.web.TimeRange;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the newest events of a project. It is one statement, a function of the database (schema
 * version 62): which part of the time to look at next depends on what was found in the one before,
 * and to wait for each of a dozen answers took longer than to find them.
 */
@ApplicationScoped
class EventSearch {
  private static final String SEARCH = "SELECT * FROM search_events($1, $2, $3, $4, $5, $6, $7)";

  private static final String CANCELED = "57014";
  private static final String TOO_LONG =
      "the search took too long; a shorter time, or words that are less common, may help";

  private final Pool pool;

  EventSearch(Pool pool) {
    this.pool = pool;
  }

  Uni<List<FoundEvent>> byWords(UUID project, String words, TimeRange range, int limit) {
    var sought = sought(project, words, null).addArrayOfString(NeededWords.of(words));
    return find(sought, range, limit, FoundEvent::of);
  }

  Uni<List<TaggedEvent>> byTag(UUID project, String key, String value, TimeRange range, int limit) {
    var sought = sought(project, null, new JsonObject().put(key, value)).addArrayOfString(null);
    return find(sought, range, limit, TaggedEvent::of);
  }

  /** Either words or a tag. */
  private static Tuple sought(UUID project, @Nullable String words, @Nullable JsonObject tag) {
    return Tuple.of(project, words, tag);
  }

  private <T> Uni<List<T>> find(Tuple sought, TimeRange range, int limit, Function<Row, T> shape) {
    var parameters =
        sought
            .addValue(Rows.parameter(range.from()))
            .addValue(Rows.parameter(range.to()))
            .addInteger(limit);
    return pool.preparedQuery(SEARCH)
        .execute(parameters)
        .map(rows -> Rows.list(rows, shape))
        .onFailure(EventSearch::tookTooLong)
        .transform(timeout -> new UnavailableException(TOO_LONG));
  }

  /** A phrase is looked for in all events that have its words; the statement's timeout ends it. */
  private static boolean tookTooLong(Throwable failure) {
    return failure instanceof PgException pg && CANCELED.equals(pg.getSqlState());
  }
}
