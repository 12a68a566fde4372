package io.mesher.api.issue;

import io.mesher.api.issue.IssueDetail.LatestEvent;
import io.mesher.api.problem.NotFoundException;
import io.mesher.api.sql.Conditions;
import io.mesher.api.sql.PlannedByValues;
import io.mesher.api.sql.Rows;
import io.mesher.api.web.Page;
import io.mesher.api.web.PageRequest;
import io.mesher.contracts.event.UserHash;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads issues. */
@ApplicationScoped
class IssueReader {
  private static final String DETAIL =
      """
      SELECT i.id, i.project_id, i.title, i.culprit, i.level, i.platform, i.status, i.fingerprint,
        i.event_count, i.user_count, i.first_seen, i.last_seen, i.assigned_to, i.resolved_at,
        i.regressed_at, i.grouping_version,
        e.id AS event_id, e.level AS event_level, e.message AS event_message,
        e.received_at AS event_received_at
      FROM issues i
      LEFT JOIN LATERAL (
        SELECT id, level, message, received_at FROM events
        WHERE issue_id = i.id AND received_at <= i.last_seen
        ORDER BY received_at DESC, id DESC LIMIT 1) e ON true
      WHERE i.id = $1 AND i.deleted_at IS NULL
      """;

  private static final int VALUES_SHOWN = 10;
  private static final String LINES_SHOWN = "10";

  private final Pool pool;
  private final IssueTags tags;
  private final ActivityTrail trail;
  private final UserHash userHash;

  IssueReader(Pool pool, IssueTags tags, ActivityTrail trail, UserHash userHash) {
    this.pool = pool;
    this.tags = tags;
    this.trail = trail;
    this.userHash = userHash;
  }

  Uni<Page<IssueSummary>> list(
      UUID project, IssueFilter filter, @Nullable UUID me, IssueSort sort, PageRequest page) {
    var conditions = new Conditions().and("i.project_id = ?", project).and("i.deleted_at IS NULL");
    filter.addTo(conditions, me, user -> userHash.of(project, user));
    page.after()
        .ifPresent(after -> conditions.and(sort.after(), sort.parameter(after), after.id()));
    String sql =
        "SELECT "
            + IssueSummary.COLUMNS
            + "\nFROM issues i\nWHERE "
            + conditions.where()
            + "\nORDER BY "
            + sort.orderBy()
            + " LIMIT $"
            + conditions.parameter(page.limit() + 1);
    return filtered(sql, conditions)
        .map(rows -> Rows.list(rows, IssueSummary::of))
        .map(issues -> Page.of(issues, page, sort::cursorOf, IssueSummary::id));
  }

  /** The ids of what a list with this filter shows, last seen first. */
  Uni<List<UUID>> ids(UUID project, IssueFilter filter, @Nullable UUID me, int most) {
    var conditions = new Conditions().and("i.project_id = ?", project).and("i.deleted_at IS NULL");
    filter.addTo(conditions, me, user -> userHash.of(project, user));
    String sql =
        "SELECT i.id FROM issues i WHERE "
            + conditions.where()
            + " ORDER BY i.last_seen DESC, i.id DESC LIMIT $"
            + conditions.parameter(most);
    return filtered(sql, conditions).map(rows -> Rows.list(rows, row -> row.getUUID("id")));
  }

  private Uni<RowSet<Row>> filtered(String sql, Conditions conditions) {
    return PlannedByValues.read(
        pool, connection -> connection.preparedQuery(sql).execute(conditions.values()));
  }

  Uni<IssueDetail> detail(UUID issue) {
    return pool.preparedQuery(DETAIL)
        .execute(Tuple.of(issue))
        .map(rows -> Rows.first(rows, IssueReader::detail))
        .map(found -> found.orElseThrow(() -> new NotFoundException("issue")))
        .chain(
            found ->
                tags.of(issue, VALUES_SHOWN)
                    .chain(
                        distribution ->
                            trail
                                .of(issue, PageRequest.of(LINES_SHOWN, null, null))
                                .map(lines -> found.with(distribution, lines.data()))));
  }

  private static IssueDetail detail(Row row) {
    return new IssueDetail(
        row.getUUID("id"),
        row.getUUID("project_id"),
        row.getString("title"),
        row.getString("culprit"),
        row.getString("level"),
        row.getString("platform"),
        row.getString("status"),
        row.getString("fingerprint"),
        row.getLong("event_count"),
        row.getLong("user_count"),
        Rows.instant(row, "first_seen"),
        Rows.instant(row, "last_seen"),
        row.getUUID("assigned_to"),
        Rows.optionalInstant(row, "resolved_at"),
        Rows.optionalInstant(row, "regressed_at"),
        row.getInteger("grouping_version"),
        latest(row),
        List.of(),
        List.of());
  }

  private static @Nullable LatestEvent latest(Row row) {
    UUID id = row.getUUID("event_id");
    return id == null
        ? null
        : new LatestEvent(
            id,
            row.getString("event_level"),
            row.getString("event_message"),
            Rows.instant(row, "event_received_at"));
  }
}
