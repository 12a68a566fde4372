package io.mesher.api.event;

import io.mesher.api.access.ProjectAccess;
import io.mesher.api.problem.ConflictException;
import io.mesher.api.problem.NotFoundException;
import io.mesher.api.sql.Conditions;
import io.mesher.api.sql.Rows;
import io.mesher.api.web.Page;
import io.mesher.api.web.PageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Reads events. */
@ApplicationScoped
class EventReader {
  private static final String COLUMNS =
      """
      SELECT e.id, e.project_id, e.issue_id, e.level, e.message, e.title, e.culprit, e.fingerprint,
        e.platform, e.environment, e.release, e.tags::text AS tags, e.sdk_name, e.sdk_version,
        e.timestamp, e.received_at, e.payload_codec, e.payload
      """;

  /**
   * Not of a deleted issue, whose events are removed later. Asked of each row by the issue's key:
   * neither a join nor an index of issues that are there can take its place.
   */
  private static final String IS_THERE =
      """
        AND (SELECT i.deleted_at IS NULL FROM issues i WHERE i.id = e.issue_id)
      LIMIT 2
      """;

  /**
   * Ids are chosen by clients, so two projects may have the same. What is known of first sights
   * tells the day, so that no other is looked at.
   */
  private static final String BY_FIRST_SIGHT =
      COLUMNS
          + """
          FROM event_ids f
          JOIN events e ON e.project_id = f.project_id AND e.id = f.event_id
            AND e.received_at = f.received_at
          WHERE f.project_id = ANY($1) AND f.event_id = $2
          """
          + IS_THERE;

  /** First sights are forgotten before events are. */
  private static final String BY_ID =
      COLUMNS
          + """
          FROM events e WHERE e.project_id = ANY($1) AND e.id = $2
          """
          + IS_THERE;

  /** Between the first and the last sight of their issue, so that no other days are looked at. */
  private static final String NEIGHBOURS =
      """
      SELECT
        (SELECT e.id FROM events e
         WHERE e.issue_id = $1 AND e.received_at >= $2 AND (e.received_at, e.id) > ($2, $3)
           AND e.received_at <= (SELECT last_seen FROM issues WHERE id = $1)
         ORDER BY e.received_at, e.id LIMIT 1) AS next_id,
        (SELECT e.id FROM events e
         WHERE e.issue_id = $1 AND e.received_at <= $2 AND (e.received_at, e.id) < ($2, $3)
           AND e.received_at >= (SELECT first_seen FROM issues WHERE id = $1)
         ORDER BY e.received_at DESC, e.id DESC LIMIT 1) AS prev_id
      """;

  private final Pool pool;

  EventReader(Pool pool) {
    this.pool = pool;
  }

  Uni<Page<EventSummary>> ofIssue(UUID issue, PageRequest page) {
    return newest(issue, page)
        .map(
            events ->
                Page.of(events, page, event -> event.receivedAt().toString(), EventSummary::id));
  }

  private Uni<List<EventSummary>> newest(UUID issue, PageRequest page) {
    var conditions = new Conditions().and("e.issue_id = ?", issue);
    page.after()
        .ifPresent(
            after -> {
              var time = Rows.parameter(after.time());
              // The first condition is implied by the second, and lets the planner skip newer days.
              conditions.and("e.received_at <= ?", time);
              conditions.and("(e.received_at, e.id) < (?, ?)", time, after.id());
            });
    String sql =
        "SELECT e.id, e.level, e.message, e.received_at FROM events e WHERE "
            + conditions.where()
            + " ORDER BY e.received_at DESC, e.id DESC LIMIT $"
            + conditions.parameter(page.limit() + 1);
    return pool.preparedQuery(sql)
        .execute(conditions.values())
        .map(rows -> Rows.list(rows, EventSummary::of));
  }

  /** The event of that id in any of the projects. */
  Uni<StoredRow> find(List<ProjectAccess> projects, UUID event) {
    var ids = projects.stream().map(ProjectAccess::id).toArray(UUID[]::new);
    return pool.preparedQuery(BY_FIRST_SIGHT)
        .execute(Tuple.of(ids, event))
        .chain(
            found ->
                found.size() == 0
                    ? pool.preparedQuery(BY_ID).execute(Tuple.of(ids, event))
                    : Uni.createFrom().item(found))
        .map(EventReader::only);
  }

  private static StoredRow only(RowSet<Row> rows) {
    if (rows.size() > 1) {
      throw new ConflictException(
          "ambiguous event", "several of your projects have an event of this id: add ?project=");
    }
    return Rows.first(rows, StoredRow::of).orElseThrow(() -> new NotFoundException("event"));
  }

  Uni<Navigation> neighbours(StoredRow event) {
    return pool.preparedQuery(NEIGHBOURS)
        .execute(Tuple.of(event.issueId(), Rows.parameter(event.receivedAt()), event.id()))
        .map(rows -> Rows.first(rows, Navigation::of).orElseThrow());
  }
}
