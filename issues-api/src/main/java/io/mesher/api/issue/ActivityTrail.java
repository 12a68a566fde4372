package io.mesher.api.issue;

import io.mesher.api.sql.Conditions;
import io.mesher.api.sql.Rows;
import io.mesher.api.web.Page;
import io.mesher.api.web.PageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who changed what of an issue, and when. */
@ApplicationScoped
class ActivityTrail {
  private static final String ADD =
      """
      INSERT INTO issue_activity (issue_id, actor_id, kind, data)
      SELECT id, $2, $3, $4 FROM unnest($1::uuid[]) AS id
      """;

  private static final String COMMENT =
      """
      INSERT INTO issue_activity (issue_id, actor_id, kind, data)
      VALUES ($1, $2, 'commented', $3) RETURNING id
      """;

  private final Pool pool;

  ActivityTrail(Pool pool) {
    this.pool = pool;
  }

  /** Adds the same line to several issues, in the transaction that changes them. */
  Uni<Void> add(
      SqlConnection connection, UUID[] issues, @Nullable UUID actor, String kind, JsonObject data) {
    return connection
        .preparedQuery(ADD)
        .execute(Tuple.of(issues, actor, kind, data))
        .replaceWithVoid();
  }

  Uni<UUID> comment(UUID issue, UUID author, String text) {
    return pool.preparedQuery(COMMENT)
        .execute(Tuple.of(issue, author, new JsonObject().put("text", text)))
        .map(rows -> Rows.first(rows, row -> row.getUUID("id")).orElseThrow());
  }

  /** Newest first. */
  Uni<Page<Activity>> of(UUID issue, PageRequest page) {
    var conditions = new Conditions().and("a.issue_id = ?", issue);
    page.after()
        .ifPresent(
            after ->
                conditions.and(
                    "(a.created_at, a.id) < (?, ?)", Rows.parameter(after.time()), after.id()));
    String sql =
        "SELECT a.id, a.kind, a.data, a.created_at, a.actor_id, u.display_name"
            + " FROM issue_activity a LEFT JOIN users u ON u.id = a.actor_id WHERE "
            + conditions.where()
            + " ORDER BY a.created_at DESC, a.id DESC LIMIT $"
            + conditions.parameter(page.limit() + 1);
    return pool.preparedQuery(sql)
        .execute(conditions.values())
        .map(rows -> Rows.list(rows, Activity::of))
        .map(items -> Page.of(items, page, item -> item.createdAt().toString(), Activity::id));
  }
}
