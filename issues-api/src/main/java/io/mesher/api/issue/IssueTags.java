package io.mesher.api.issue;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

/** How an issue's tags are distributed, from the roll-ups: events are not read. */
@ApplicationScoped
class IssueTags {
  private static final String DISTRIBUTION =
      """
      SELECT key, value, count, total FROM (
        SELECT key, value, sum(count)::bigint AS count,
          (sum(sum(count)) OVER (PARTITION BY key))::bigint AS total,
          row_number() OVER (PARTITION BY key ORDER BY sum(count) DESC, value) AS place
        FROM tag_rollups WHERE issue_id = $1 GROUP BY key, value) t
      WHERE place <= $2 ORDER BY key, place
      """;

  private final Pool pool;

  IssueTags(Pool pool) {
    this.pool = pool;
  }

  /** By key; of each the most frequent values. */
  Uni<List<TagDistribution>> of(UUID issue, int values) {
    return pool.preparedQuery(DISTRIBUTION)
        .execute(Tuple.of(issue, values))
        .map(
            rows -> {
              var byKey = new LinkedHashMap<String, TagDistribution>();
              for (Row row : rows) {
                byKey
                    .computeIfAbsent(
                        row.getString("key"),
                        key -> new TagDistribution(key, row.getLong("total"), new ArrayList<>()))
                    .values()
                    .add(new TagDistribution.Value(row.getString("value"), row.getLong("count")));
              }
              return List.copyOf(byKey.values());
            });
  }
}
