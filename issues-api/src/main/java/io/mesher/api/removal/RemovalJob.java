package io.mesher.api.removal;

import io.mesher.api.sql.Rows;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/**
 * Removes the events of deleted projects, in steps that hold no lock for long. One replica at a
 * time; what one leaves, the next finds.
 */
@ApplicationScoped
class RemovalJob {
  /** So many events a step. */
  private static final int STEP = 2000;

  private static final String MY_TURN =
      "SELECT pg_try_advisory_xact_lock(hashtext('mesher.removal')) AS mine";

  private static final String NEXT =
      "SELECT project_id FROM deleted_projects ORDER BY deleted_at LIMIT 1";

  /** Up to the 2,000th of them, so that the primary keys find both ends. */
  private static final String EVENTS =
      """
      DELETE FROM events WHERE project_id = $1 AND id <= coalesce(
        (SELECT id FROM events WHERE project_id = $1 ORDER BY id OFFSET $2 LIMIT 1),
        'ffffffff-ffff-ffff-ffff-ffffffffffff')
      """;

  private static final String FORGET = "DELETE FROM deleted_projects WHERE project_id = $1";

  private final Pool pool;

  RemovalJob(Pool pool) {
    this.pool = pool;
  }

  @Scheduled(every = "{mesher.removal.every}", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> step() {
    return pool.withTransaction(
        connection ->
            next(connection)
                .chain(
                    project ->
                        project.isEmpty()
                            ? Uni.createFrom().voidItem()
                            : remove(connection, project.get())));
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

  /** A step's worth of events; the memory of the project once there are none. */
  private static Uni<Void> remove(SqlConnection connection, UUID project) {
    return connection
        .preparedQuery(EVENTS)
        .execute(Tuple.of(project, STEP - 1))
        .chain(
            removed ->
                removed.rowCount() > 0
                    ? Uni.createFrom().voidItem()
                    : connection
                        .preparedQuery(FORGET)
                        .execute(Tuple.of(project))
                        .replaceWithVoid());
  }
}
