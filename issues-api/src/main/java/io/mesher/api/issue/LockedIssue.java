package io.mesher.api.issue;

import io.mesher.contracts.issue.IssueChanged;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is needed of an issue to change it, read under its lock. */
record LockedIssue(
    UUID id,
    UUID projectId,
    IssueStatus status,
    String level,
    String title,
    long version,
    @Nullable UUID assignedTo) {

  static LockedIssue of(Row row) {
    return new LockedIssue(
        row.getUUID("id"),
        row.getUUID("project_id"),
        IssueStatus.ofWire(row.getString("status")).orElseThrow(),
        row.getString("level"),
        row.getString("title"),
        row.getLong("version"),
        row.getUUID("assigned_to"));
  }

  /** What streams are told of a change that raises the version by one. */
  IssueChanged changed(String action, IssueStatus now, Instant at, @Nullable UUID actor) {
    return new IssueChanged(
        projectId, id, version + 1, action, now.wire(), level, title, at, actor);
  }
}
