package io.mesher.api.organisation;

import io.mesher.api.access.OrganisationAccess;
import io.mesher.api.outbox.Outbox;
import io.mesher.api.sql.Rows;
import io.mesher.contracts.issue.IssueChanged;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is assigned to an organisation's members. */
@ApplicationScoped
class Assignments {
  private static final String UNDO =
      """
      WITH held AS (
        SELECT i.id FROM issues i JOIN projects p ON p.id = i.project_id
        WHERE p.org_id = $1 AND i.assigned_to = $2 AND i.deleted_at IS NULL
        ORDER BY i.id FOR NO KEY UPDATE OF i),
      freed AS (
        UPDATE issues i SET assigned_to = NULL, version = i.version + 1
        FROM held WHERE i.id = held.id
        RETURNING i.id, i.project_id, i.version, i.status, i.level, i.title),
      noted AS (
        INSERT INTO issue_activity (issue_id, actor_id, kind, data)
        SELECT id, $3, 'unassigned', '{"assigned_to": null}' FROM freed)
      SELECT * FROM freed ORDER BY id
      """;

  private final Outbox outbox;

  Assignments(Outbox outbox) {
    this.outbox = outbox;
  }

  /** Assigns a member's issues to nobody, under their locks, with trail and message. */
  Uni<Void> undo(
      SqlConnection connection,
      OrganisationAccess organisation,
      UUID member,
      @Nullable UUID actor) {
    var at = Instant.now();
    return connection
        .preparedQuery(UNDO)
        .execute(Tuple.of(organisation.id(), member, actor))
        .map(rows -> Rows.list(rows, row -> freed(row, at, actor)))
        .chain(freed -> outbox.add(connection, freed));
  }

  private static IssueChanged freed(Row row, Instant at, @Nullable UUID actor) {
    return new IssueChanged(
        row.getUUID("project_id"),
        row.getUUID("id"),
        row.getLong("version"),
        "unassigned",
        row.getString("status"),
        row.getString("level"),
        row.getString("title"),
        at,
        actor);
  }
}
