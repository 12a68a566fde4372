package io.mesher.api.support;

import io.mesher.testkit.server.TestDatabase;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Builds the row of an issue, as the storage-writer leaves it. */
public final class AnIssue {
  private final UUID project;
  private String title = "IllegalStateException: no stock";
  private String level = "error";
  private String status = "unresolved";
  private long events = 1;
  private long users;
  private OffsetDateTime lastSeen =
      OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);

  private AnIssue(UUID project) {
    this.project = project;
  }

  public static AnIssue in(String project) {
    return new AnIssue(UUID.fromString(project));
  }

  public AnIssue titled(String title) {
    this.title = title;
    return this;
  }

  public AnIssue withLevel(String level) {
    this.level = level;
    return this;
  }

  public AnIssue withStatus(String status) {
    this.status = status;
    return this;
  }

  public AnIssue withEvents(long count) {
    this.events = count;
    return this;
  }

  public AnIssue withUsers(long count) {
    this.users = count;
    return this;
  }

  public AnIssue lastSeen(OffsetDateTime time) {
    this.lastSeen = time;
    return this;
  }

  /** Inserts it with its hash; its id. */
  public String insert() {
    var id = UUID.randomUUID();
    String hash = id.toString().replace("-", "");
    TestDatabase.execute(
        "INSERT INTO issues (id, project_id, fingerprint, title, culprit, level, platform, status,"
            + " event_count, user_count, first_seen, last_seen, grouping_version, resolved_at)"
            + " VALUES (?, ?, ?, ?, 'shop.Stock in take', ?, 'java', ?, ?, ?, ?, ?, 1, ?)",
        id,
        project,
        hash,
        title,
        level,
        status,
        events,
        users,
        lastSeen.minusHours(1),
        lastSeen,
        "resolved".equals(status) ? lastSeen : null);
    TestDatabase.execute(
        "INSERT INTO group_hashes (project_id, hash, issue_id) VALUES (?, ?, ?)",
        project,
        hash,
        id);
    return id.toString();
  }
}
