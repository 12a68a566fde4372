package io.mesher.api.access;

import io.mesher.api.problem.BadRequestException;
import io.mesher.api.problem.ConflictException;
import io.mesher.api.problem.ForbiddenException;
import io.mesher.api.problem.NotFoundException;
import io.mesher.api.web.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * The one place that decides what a caller may see: every call names its organisation, project or
 * what hangs on one here, before it reads or writes anything. What the caller is no member of does
 * not exist for them (404); what they see but may not do is 403.
 */
@ApplicationScoped
public class Tenancy {
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

  /** $1: the calling user, $2: the organisation of a calling token; one of them is null. */
  private static final String VISIBLE_PROJECT =
      """
      SELECT p.id, p.number, p.slug, p.org_id, m.role FROM %s
      LEFT JOIN org_memberships m ON m.org_id = p.org_id AND m.user_id = $1
      WHERE (m.user_id IS NOT NULL OR p.org_id = $2) AND %s
      """;

  private static final String VISIBLE_ORGANISATION =
      """
      SELECT o.id, o.slug, m.role FROM organizations o
      LEFT JOIN org_memberships m ON m.org_id = o.id AND m.user_id = $1
      WHERE (m.user_id IS NOT NULL OR o.id = $2) AND %s
      """;

  private static final String ORGANISATION_BY_ID = VISIBLE_ORGANISATION.formatted("o.id = $3");
  private static final String ORGANISATION_BY_SLUG = VISIBLE_ORGANISATION.formatted("o.slug = $3");
  private static final String BY_ID = VISIBLE_PROJECT.formatted("projects p", "p.id = $3");
  private static final String BY_NUMBER = VISIBLE_PROJECT.formatted("projects p", "p.number = $3");
  private static final String BY_SLUG =
      VISIBLE_PROJECT.formatted("projects p", "p.slug = $3 ORDER BY p.number LIMIT 2");
  private static final String BY_KEY =
      VISIBLE_PROJECT.formatted("api_keys k JOIN projects p ON p.id = k.project_id", "k.id = $3");
  private static final String BY_ISSUE =
      VISIBLE_PROJECT.formatted(
          "issues i JOIN projects p ON p.id = i.project_id", "i.id = $3 AND i.deleted_at IS NULL");
  private static final String BY_ALERT_RULE =
      VISIBLE_PROJECT.formatted(
          "alert_rules r JOIN projects p ON p.id = r.project_id", "r.id = $3");
  private static final String BY_ALERT =
      VISIBLE_PROJECT.formatted("alerts a JOIN projects p ON p.id = a.project_id", "a.id = $3");
  private static final String ALL = VISIBLE_PROJECT.formatted("projects p", "true");

  private final Pool pool;
  private final CurrentCaller current;

  Tenancy(Pool pool, CurrentCaller current) {
    this.pool = pool;
    this.current = current;
  }

  /**
   * An organisation.
   *
   * @param reference its UUID or slug
   */
  public Uni<OrganisationAccess> organisation(String reference, Role needed) {
    boolean byId = Ids.isUuid(reference);
    if (!byId && !Slug.isValid(reference)) {
      throw new BadRequestException(
          "malformed organisation", "an organisation is named by its id or its slug");
    }
    return query(
            byId ? ORGANISATION_BY_ID : ORGANISATION_BY_SLUG,
            byId ? UUID.fromString(reference) : reference)
        .map(rows -> only("organisation", rows))
        .map(row -> new OrganisationAccess(row.getUUID("id"), row.getString("slug"), role(row)))
        .invoke(access -> require(access.role(), needed));
  }

  /**
   * A project.
   *
   * @param reference its UUID, number or slug; a slug that several visible projects bear is a
   *     conflict
   */
  public Uni<ProjectAccess> project(String reference, Role needed) {
    Uni<RowSet<Row>> rows;
    if (Ids.isUuid(reference)) {
      rows = query(BY_ID, UUID.fromString(reference));
    } else if (NUMBER.matcher(reference).matches()) {
      rows = query(BY_NUMBER, Long.valueOf(reference));
    } else if (Slug.isValid(reference)) {
      rows = query(BY_SLUG, reference);
    } else {
      throw new BadRequestException(
          "malformed project", "a project is named by its id, number or slug");
    }
    return rows.map(found -> permitted(only("project", found), needed));
  }

  /** The project of an API key. */
  public Uni<ProjectAccess> projectOfKey(UUID key, Role needed) {
    return query(BY_KEY, key).map(rows -> permitted(only("api key", rows), needed));
  }

  /** The project of an issue that is not deleted. */
  public Uni<ProjectAccess> projectOfIssue(UUID issue, Role needed) {
    return query(BY_ISSUE, issue).map(rows -> permitted(only("issue", rows), needed));
  }

  /** The project of an alert rule. */
  public Uni<ProjectAccess> projectOfAlertRule(UUID rule, Role needed) {
    return query(BY_ALERT_RULE, rule).map(rows -> permitted(only("alert rule", rows), needed));
  }

  /** The project of an alert. */
  public Uni<ProjectAccess> projectOfAlert(UUID alert, Role needed) {
    return query(BY_ALERT, alert).map(rows -> permitted(only("alert", rows), needed));
  }

  /** Every project the caller may see. */
  public Uni<List<ProjectAccess>> projects() {
    var caller = current.get();
    return pool.preparedQuery(ALL)
        .execute(Tuple.of(caller.userId(), caller.orgId()))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(this::access).toList());
  }

  private Uni<RowSet<Row>> query(String sql, Object reference) {
    var caller = current.get();
    return pool.preparedQuery(sql).execute(Tuple.of(caller.userId(), caller.orgId(), reference));
  }

  private static Row only(String thing, RowSet<Row> rows) {
    if (rows.size() > 1) {
      throw new ConflictException(
          "ambiguous " + thing, "several of your projects have this slug: name it by its id");
    }
    if (rows.size() == 0) {
      throw new NotFoundException(thing);
    }
    return rows.iterator().next();
  }

  private ProjectAccess permitted(Row row, Role needed) {
    var access = access(row);
    require(access.role(), needed);
    return access;
  }

  private ProjectAccess access(Row row) {
    return new ProjectAccess(
        row.getUUID("id"),
        row.getLong("number"),
        row.getString("slug"),
        row.getUUID("org_id"),
        role(row));
  }

  private Role role(Row row) {
    return current.get() instanceof Caller.OrganisationToken token
        ? token.role()
        : Role.ofWire(row.getString("role")).orElseThrow();
  }

  private static void require(Role role, Role needed) {
    if (!role.covers(needed)) {
      throw new ForbiddenException(
          "forbidden", "your role is %s, this call needs %s".formatted(role.wire(), needed.wire()));
    }
  }
}
