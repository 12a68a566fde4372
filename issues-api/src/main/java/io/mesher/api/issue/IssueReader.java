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
import io.vertx.mutiny.sqlclient.SqlConnection;
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

  /** Those seen last of a project; enough to fill a page with what many have. */
  private static final String NEWEST =
      """
      (
        SELECT * FROM issues WHERE project_id = $1 AND deleted_at IS NULL
        ORDER BY last_seen DESC, id DESC LIMIT 250)""";

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

  /**
   * A tag that most issues have is found among those that were seen last; only where those don't
   * fill the page are all of the project's asked.
   */
  Uni<Page<IssueSummary>> list(
      UUID project, IssueFilter filter, @Nullable UUID me, IssueSort sort, PageRequest page) {
    int most = page.limit() + 1;
    var all = conditions(project, filter, me, TagLookup.FREE);
    page.after().ifPresent(after -> all.and(sort.after(), sort.parameter(after), after.id()));
    boolean walked = filter.asksForTags() && sort == IssueSort.LAST_SEEN && page.after().isEmpty();
    return PlannedByValues.read(
            pool,
            connection ->
                (walked
                        ? amongNewest(connection, project, filter, me, most)
                        : Uni.createFrom().item(List.<IssueSummary>of()))
                    .chain(
                        found ->
                            found.size() == most
                                ? Uni.createFrom().item(found)
                                : select(connection, "issues", all, sort, most)))
        .map(issues -> Page.of(issues, page, sort::cursorOf, IssueSummary::id));
  }

  private Uni<List<IssueSummary>> amongNewest(
      SqlConnection connection, UUID project, IssueFilter filter, @Nullable UUID me, int most) {
    var conditions = conditions(project, filter, me, TagLookup.PER_ISSUE);
    return select(connection, NEWEST, conditions, IssueSort.LAST_SEEN, most);
  }

  private static Uni<List<IssueSummary>> select(
      SqlConnection connection, String from, Conditions conditions, IssueSort sort, int most) {
    String sql =
        "SELECT "
            + IssueSummary.COLUMNS
            + "\nFROM "
            + from
            + " i\nWHERE "
            + conditions.where()
            + "\nORDER BY "
            + sort.orderBy()
            + " LIMIT $"
            + conditions.parameter(most);
    return connection
        .preparedQuery(sql)
        .execute(conditions.values())
        .map(rows -> Rows.list(rows, IssueSummary::of));
  }

  /** The project is $1. */
  private Conditions conditions(
      UUID project, IssueFilter filter, @Nullable UUID me, TagLookup tags) {
    var conditions = new Conditions().and("i.project_id = ?", project).and("i.deleted_at IS NULL");
    filter.addTo(conditions, me, user -> userHash.of(project, user), tags);
    return conditions;
  }

  /** The ids of what a list with this filter shows and the change changes, last seen first. */
  Uni<List<UUID>> ids(
      UUID project, IssueFilter filter, IssueChange change, @Nullable UUID me, int most) {
    var conditions = conditions(project, filter, me, TagLookup.FREE);
    change.addTo(conditions);
    String sql =
        "SELECT i.id FROM issues i WHERE "
            + conditions.where()
            + " ORDER BY i.last_seen DESC, i.id DESC LIMIT $"
            + conditions.parameter(most);
    return PlannedByValues.read(
        pool,
        connection ->
            connection
                .preparedQuery(sql)
                .execute(conditions.values())
                .map(rows -> Rows.list(rows, row -> row.getUUID("id"))));
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
