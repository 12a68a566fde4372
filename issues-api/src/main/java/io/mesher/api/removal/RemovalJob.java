package io.mesher.api.removal;

import io.mesher.api.sql.Rows;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Empties deleted projects, in transactions of few rows: none holds locks for long or meets the
 * statement timeout, however large the project. One replica at a time; what one leaves, the next
 * finds.
 */
@ApplicationScoped
class RemovalJob {
  /** So many rows of a table a step. */
  static final int ROWS = 2000;

  /** So many steps at a time, so that a stop is never waited for long. */
  private static final int STEPS = 200;

  private static final String MY_TURN =
      "SELECT pg_try_advisory_xact_lock(hashtext('mesher.removal')) AS mine";

  private static final String NEXT =
      "SELECT project_id FROM deleted_projects ORDER BY deleted_at, project_id LIMIT 1";

  /** Up to the 2,000th of them, so that the primary keys find both ends. */
  private static final String EVENTS =
      """
      DELETE FROM events WHERE project_id = $1 AND id <= coalesce(
        (SELECT id FROM events WHERE project_id = $1 ORDER BY id OFFSET $2 - 1 LIMIT 1),
        'ffffffff-ffff-ffff-ffff-ffffffffffff')
      """;

  private static final String ROWS_OF_PROJECT =
      "DELETE FROM %1$s WHERE ctid = ANY(ARRAY("
          + "SELECT ctid FROM %1$s WHERE project_id = $1 LIMIT $2))";

  /** Where each index of the table has only some of a project's rows. */
  private static final String SOME_OF_PROJECT =
      "DELETE FROM %1$s WHERE ctid = ANY(ARRAY("
          + "SELECT ctid FROM %1$s WHERE project_id = $1 AND %2$s LIMIT $2))";

  private static final String ROWS_OF_ISSUES =
      "DELETE FROM %1$s WHERE ctid = ANY(ARRAY("
          + "SELECT r.ctid FROM issues i JOIN %1$s r ON r.issue_id = i.id"
          + " WHERE i.project_id = $1 AND i.%2$s LIMIT $2))";

  private static final String THERE = "deleted_at IS NULL";
  private static final String DELETED = "deleted_at IS NOT NULL";

  /** What hangs on an issue and can be much goes before it; the rest goes with it. */
  static final List<String> PARTS =
      List.of(
          EVENTS,
          ROWS_OF_ISSUES.formatted("tag_rollups", THERE),
          ROWS_OF_ISSUES.formatted("tag_rollups", DELETED),
          ROWS_OF_ISSUES.formatted("issue_users", THERE),
          ROWS_OF_ISSUES.formatted("issue_users", DELETED),
          ROWS_OF_PROJECT.formatted("issue_rollups_hour"),
          ROWS_OF_PROJECT.formatted("issue_rollups_folded"),
          ROWS_OF_PROJECT.formatted("issue_rollups_day"),
          ROWS_OF_PROJECT.formatted("tag_rollups_day"),
          ROWS_OF_PROJECT.formatted("project_tag_rollups"),
          ROWS_OF_PROJECT.formatted("group_hashes"),
          SOME_OF_PROJECT.formatted("issues", THERE),
          SOME_OF_PROJECT.formatted("issues", DELETED),
          ROWS_OF_PROJECT.formatted("event_rollups_minute"),
          ROWS_OF_PROJECT.formatted("event_rollups_hour"));

  private static final String DELETE = "DELETE FROM projects WHERE id = $1";
  private static final String FORGET = "DELETE FROM deleted_projects WHERE project_id = $1";

  private final Pool pool;

  RemovalJob(Pool pool) {
    this.pool = pool;
  }

  @Scheduled(every = "{mesher.removal.every}", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> run() {
    return steps(STEPS);
  }

  private Uni<Void> steps(int left) {
    return step().chain(more -> more && left > 1 ? steps(left - 1) : Uni.createFrom().voidItem());
  }

  /** Whether there may be more to do. */
  private Uni<Boolean> step() {
    return pool.withTransaction(
        connection ->
            next(connection)
                .chain(
                    project ->
                        project.isEmpty()
                            ? Uni.createFrom().item(false)
                            : remove(connection, project.get(), 0).replaceWith(true)));
  }

  private static Uni<Optional<UUID>> next(SqlConnection connection) {
    return connection
        .query(MY_TURN)
        .execute()
        .map(rows -> Rows.first(rows, row -> row.getBoolean("mine")).orElse(false))
        .chain(
            mine ->
                mine
                    ? connection
                        .query(NEXT)
                        .execute()
                        .map(rows -> Rows.first(rows, row -> row.getUUID("project_id")))
                    : Uni.createFrom().item(Optional.<UUID>empty()));
  }

  /** A step's worth of the first part that is left; the project once nothing is. */
  private static Uni<Void> remove(SqlConnection connection, UUID project, int part) {
    if (part == PARTS.size()) {
      return connection
          .preparedQuery(DELETE)
          .execute(Tuple.of(project))
          .chain(() -> connection.preparedQuery(FORGET).execute(Tuple.of(project)))
          .replaceWithVoid();
    }
    return connection
        .preparedQuery(PARTS.get(part))
        .execute(Tuple.of(project, ROWS))
        .chain(
            removed ->
                removed.rowCount() > 0
                    ? Uni.createFrom().voidItem()
                    : remove(connection, project, part + 1));
  }
}
