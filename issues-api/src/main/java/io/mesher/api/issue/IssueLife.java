package io.mesher.api.issue;

import io.mesher.api.access.ProjectAccess;
import io.mesher.api.outbox.Outbox;
import io.mesher.api.problem.BadRequestException;
import io.mesher.api.sql.Rows;
import io.mesher.api.sql.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Changes issues: under their locks, taken in the order that every writer keeps (hashes, then
 * issues by id), with the activity trail and the message to streams in the same transaction.
 */
@ApplicationScoped
class IssueLife {
  private static final String LOCK =
      """
      SELECT id, project_id, status, level, title, version, assigned_to FROM issues
      WHERE id = ANY($1) AND project_id = $2 AND deleted_at IS NULL
      ORDER BY id FOR NO KEY UPDATE
      """;

  private static final String LOCK_HASHES =
      """
      SELECT 1 FROM group_hashes WHERE issue_id = ANY($1) AND project_id = $2
      ORDER BY project_id, hash FOR UPDATE
      """;

  private static final String MOVE =
      """
      UPDATE issues SET status = $2, regressed_at = NULL, version = version + 1,
        resolved_at = CASE WHEN $2 = 'resolved' THEN now() END
      WHERE id = ANY($1)
      """;

  private static final String ASSIGN =
      "UPDATE issues SET assigned_to = $2, version = version + 1 WHERE id = ANY($1)";

  private static final String IS_MEMBER =
      "SELECT 1 FROM org_memberships WHERE org_id = $1 AND user_id = $2 FOR KEY SHARE";

  private static final String BURY =
      "UPDATE issues SET deleted_at = now(), version = version + 1 WHERE id = ANY($1)";

  private static final String FORGET_HASHES = "DELETE FROM group_hashes WHERE issue_id = ANY($1)";

  private final Transactions transactions;
  private final Outbox outbox;
  private final ActivityTrail trail;

  IssueLife(Transactions transactions, Outbox outbox, ActivityTrail trail) {
    this.transactions = transactions;
    this.outbox = outbox;
    this.trail = trail;
  }

  /** How many of the issues changed; those for which it is not possible stay as they are. */
  Uni<Integer> move(
      ProjectAccess project, List<UUID> issues, Transition transition, @Nullable UUID actor) {
    return transactions.run(
        connection ->
            lock(connection, project, issues)
                .map(
                    locked ->
                        locked.stream()
                            .filter(
                                issue ->
                                    IssueState.of(issue.status()).after(transition).isPresent())
                            .toList())
                .call(moved -> move(connection, moved, transition, actor))
                .map(List::size));
  }

  private Uni<Void> move(
      SqlConnection connection,
      List<LockedIssue> moved,
      Transition transition,
      @Nullable UUID actor) {
    if (moved.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    IssueStatus target =
        IssueState.of(moved.getFirst().status()).after(transition).orElseThrow().status();
    return connection
        .preparedQuery(MOVE)
        .execute(Tuple.of(ids(moved), target.wire()))
        .chain(
            () -> record(connection, moved, transition.action(), target, actor, new JsonObject()));
  }

  /** How many got another assignee. */
  Uni<Integer> assign(
      ProjectAccess project, List<UUID> issues, @Nullable UUID assignee, @Nullable UUID actor) {
    return transactions.run(
        connection ->
            requireMember(connection, project, assignee)
                .chain(() -> lock(connection, project, issues))
                .map(
                    locked ->
                        locked.stream()
                            .filter(issue -> !Objects.equals(issue.assignedTo(), assignee))
                            .toList())
                .call(changed -> assign(connection, changed, assignee, actor))
                .map(List::size));
  }

  private Uni<Void> assign(
      SqlConnection connection,
      List<LockedIssue> changed,
      @Nullable UUID assignee,
      @Nullable UUID actor) {
    if (changed.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    String assigned = assignee == null ? null : assignee.toString();
    return connection
        .preparedQuery(ASSIGN)
        .execute(Tuple.of(ids(changed), assignee))
        .chain(
            () ->
                record(
                    connection,
                    changed,
                    assignee == null ? "unassigned" : "assigned",
                    null,
                    actor,
                    new JsonObject().put("assigned_to", assigned)));
  }

  /**
   * Buries issues: their hashes are forgotten, so that a later event makes a new issue; their
   * events are removed afterwards, in steps.
   */
  Uni<Integer> delete(ProjectAccess project, List<UUID> issues, @Nullable UUID actor) {
    return transactions.run(
        connection ->
            connection
                .preparedQuery(LOCK_HASHES)
                .execute(Tuple.of(issues.toArray(UUID[]::new), project.id()))
                .chain(() -> lock(connection, project, issues))
                .call(locked -> bury(connection, locked, actor))
                .map(List::size));
  }

  private Uni<Void> bury(SqlConnection connection, List<LockedIssue> locked, @Nullable UUID actor) {
    if (locked.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return connection
        .preparedQuery(FORGET_HASHES)
        .execute(Tuple.of(ids(locked)))
        .chain(() -> connection.preparedQuery(BURY).execute(Tuple.of(ids(locked))))
        .chain(() -> tell(connection, locked, "deleted", null, actor));
  }

  private static Uni<List<LockedIssue>> lock(
      SqlConnection connection, ProjectAccess project, List<UUID> issues) {
    return connection
        .preparedQuery(LOCK)
        .execute(Tuple.of(issues.toArray(UUID[]::new), project.id()))
        .map(rows -> Rows.list(rows, LockedIssue::of));
  }

  private static Uni<Void> requireMember(
      SqlConnection connection, ProjectAccess project, @Nullable UUID user) {
    if (user == null) {
      return Uni.createFrom().voidItem();
    }
    return connection
        .preparedQuery(IS_MEMBER)
        .execute(Tuple.of(project.orgId(), user))
        .invoke(
            rows -> {
              if (rows.size() == 0) {
                throw BadRequestException.field("user_id", "is no member of the organisation");
              }
            })
        .replaceWithVoid();
  }

  private Uni<Void> record(
      SqlConnection connection,
      List<LockedIssue> changed,
      String action,
      @Nullable IssueStatus now,
      @Nullable UUID actor,
      JsonObject data) {
    return trail
        .add(connection, ids(changed), actor, action, data)
        .chain(() -> tell(connection, changed, action, now, actor));
  }

  private Uni<Void> tell(
      SqlConnection connection,
      List<LockedIssue> changed,
      String action,
      @Nullable IssueStatus now,
      @Nullable UUID actor) {
    Instant at = Instant.now();
    return outbox.add(
        connection,
        changed.stream()
            .map(issue -> issue.changed(action, now == null ? issue.status() : now, at, actor))
            .toList());
  }

  private static UUID[] ids(List<LockedIssue> issues) {
    return issues.stream().map(LockedIssue::id).toArray(UUID[]::new);
  }
}
