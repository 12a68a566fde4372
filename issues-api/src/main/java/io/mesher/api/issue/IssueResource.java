package io.mesher.api.issue;

import io.mesher.api.access.CurrentCaller;
import io.mesher.api.access.Role;
import io.mesher.api.access.Tenancy;
import io.mesher.api.web.Ids;
import io.mesher.api.web.Page;
import io.mesher.api.web.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Issues. */
@Path("/api/v1")
@Tag(name = "Issues")
public class IssueResource {
  private static final int VALUES = 25;
  private static final String SEARCH =
      "is:unresolved|resolved|archived|discarded|regressed, level:error, assigned:me|none|USER_ID,"
          + " environment:production, release:1.2.3, user.id:42, any tag as key:value or key:\"a value\", words"
          + " and \"exact phrases\" of title and culprit; all must hold";

  private final IssueReader issues;
  private final IssueTags tags;
  private final Tenancy tenancy;
  private final CurrentCaller caller;

  IssueResource(IssueReader issues, IssueTags tags, Tenancy tenancy, CurrentCaller caller) {
    this.issues = issues;
    this.tags = tags;
    this.tenancy = tenancy;
    this.caller = caller;
  }

  @GET
  @Path("/projects/{project}/issues")
  @Operation(summary = "A project's issues, last seen first")
  public Uni<Page<IssueSummary>> list(
      String project,
      @RestQuery @Nullable String status,
      @RestQuery @Nullable String level,
      @RestQuery("assigned_to") @Nullable String assignedTo,
      @RestQuery @Nullable String environment,
      @RestQuery @Nullable String release,
      @RestQuery @Parameter(description = SEARCH) @Nullable String q,
      @RestQuery @Nullable String from,
      @RestQuery @Nullable String to,
      @RestQuery @Nullable String sort,
      @RestQuery @Nullable String limit,
      @RestQuery @Nullable String cursor,
      @RestQuery("cursor_id") @Nullable String cursorId) {
    var filter = new IssueFilter(status, level, assignedTo, environment, release, q, from, to);
    var sorted = IssueSort.ofParameter(sort);
    var page = PageRequest.of(limit, cursor, cursorId);
    var me = caller.get().userId();
    return tenancy
        .project(project, Role.MEMBER)
        .chain(access -> issues.list(access.id(), filter, me, sorted, page));
  }

  @GET
  @Path("/issues/{issue}")
  @Operation(summary = "An issue")
  public Uni<IssueDetail> get(String issue) {
    var id = Ids.uuid("issue", issue);
    return tenancy.projectOfIssue(id, Role.MEMBER).chain(access -> issues.detail(id));
  }

  @GET
  @Path("/issues/{issue}/tags")
  @Operation(summary = "How an issue's tags are distributed")
  public Uni<List<TagDistribution>> tags(String issue, @RestQuery @Nullable String limit) {
    var id = Ids.uuid("issue", issue);
    int values = PageRequest.limit(limit, VALUES);
    return tenancy.projectOfIssue(id, Role.MEMBER).chain(access -> tags.of(id, values));
  }
}
