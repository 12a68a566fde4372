package io.mesher.api.issue;

import io.mesher.api.access.CurrentCaller;
import io.mesher.api.access.ProjectAccess;
import io.mesher.api.access.Role;
import io.mesher.api.access.Tenancy;
import io.mesher.api.problem.BadRequestException;
import io.mesher.api.web.Affected;
import io.mesher.api.web.Ids;
import io.mesher.api.web.Page;
import io.mesher.api.web.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What people do to issues. */
@Path("/api/v1")
@Tag(name = "Issues")
public class IssueLifeResource {
  private final IssueLife life;
  private final BulkChange bulk;
  private final ActivityTrail trail;
  private final Tenancy tenancy;
  private final CurrentCaller caller;

  IssueLifeResource(
      IssueLife life, BulkChange bulk, ActivityTrail trail, Tenancy tenancy, CurrentCaller caller) {
    this.life = life;
    this.bulk = bulk;
    this.trail = trail;
    this.tenancy = tenancy;
    this.caller = caller;
  }

  /**
   * Whose an issue becomes.
   *
   * @param userId a member; empty or absent: nobody's
   */
  public record Assignment(@Nullable String userId) {}

  /** That it is done. */
  public record Done(String status) {}

  /** A comment. */
  public record Comment(@NotBlank @Size(max = 10_000) String text) {}

  /** The id of what was made. */
  public record Made(UUID id) {}

  @POST
  @Path("/issues/{issue}/resolve")
  @Operation(summary = "Resolve: its next event is a regression")
  public Uni<Affected> resolve(String issue) {
    return move(issue, Transition.RESOLVE);
  }

  @POST
  @Path("/issues/{issue}/archive")
  @Operation(summary = "Archive: it comes back when it gets much worse")
  public Uni<Affected> archive(String issue) {
    return move(issue, Transition.ARCHIVE);
  }

  @POST
  @Path("/issues/{issue}/unresolve")
  @Operation(summary = "Take a resolution, archiving or discarding back")
  public Uni<Affected> unresolve(String issue) {
    return move(issue, Transition.UNRESOLVE);
  }

  @POST
  @Path("/issues/{issue}/discard")
  @Operation(summary = "Discard: its further events are dropped and counted; old ones stay")
  public Uni<Affected> discard(String issue) {
    return move(issue, Transition.DISCARD);
  }

  @POST
  @Path("/issues/{issue}/delete")
  @Operation(summary = "Delete the issue and its events; a later event makes a new issue")
  public Uni<Affected> delete(String issue) {
    return change(issue, (project, ids) -> life.delete(project, ids, actor())).map(Affected::of);
  }

  @POST
  @Path("/issues/{issue}/assign")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Assign to a member or, with an empty user_id, to nobody")
  public Uni<Done> assign(String issue, @NotNull Assignment request) {
    var assignee = assignee(request.userId());
    return change(issue, (project, ids) -> life.assign(project, ids, assignee, actor()))
        .replaceWith(new Done("ok"));
  }

  @POST
  @Path("/projects/{project}/issues/bulk")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Do the same to many issues: to those named, or to those of a query")
  public Uni<BulkChange.Outcome> bulk(String project, @NotNull @Valid BulkChange.Request request) {
    var action = BulkChange.Action.of(request);
    return tenancy
        .project(project, Role.MEMBER)
        .chain(access -> bulk.apply(access, request, action, actor()));
  }

  @GET
  @Path("/issues/{issue}/activity")
  @Operation(summary = "Who changed what, newest first")
  public Uni<Page<Activity>> activity(
      String issue,
      @RestQuery @Nullable String limit,
      @RestQuery @Nullable String cursor,
      @RestQuery("cursor_id") @Nullable String cursorId) {
    var id = Ids.uuid("issue", issue);
    var page = PageRequest.of(limit, cursor, cursorId);
    return tenancy.projectOfIssue(id, Role.MEMBER).chain(access -> trail.of(id, page));
  }

  @POST
  @Path("/issues/{issue}/comments")
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @Operation(summary = "Comment on an issue")
  public Uni<Made> comment(String issue, @NotNull @Valid Comment request) {
    var id = Ids.uuid("issue", issue);
    return tenancy
        .projectOfIssue(id, Role.MEMBER)
        .chain(access -> trail.comment(id, caller.user(), request.text()))
        .map(Made::new);
  }

  private Uni<Affected> move(String issue, Transition transition) {
    return change(issue, (project, ids) -> life.move(project, ids, transition, actor()))
        .map(Affected::of);
  }

  private Uni<Integer> change(
      String issue, BiFunction<ProjectAccess, List<UUID>, Uni<Integer>> change) {
    var id = Ids.uuid("issue", issue);
    return tenancy
        .projectOfIssue(id, Role.MEMBER)
        .chain(project -> change.apply(project, List.of(id)));
  }

  private @Nullable UUID actor() {
    return caller.get().userId();
  }

  static @Nullable UUID assignee(@Nullable String userId) {
    if (userId == null || userId.isEmpty()) {
      return null;
    }
    if (!Ids.isUuid(userId)) {
      throw BadRequestException.field("user_id", "must be a user's id, or empty");
    }
    return UUID.fromString(userId);
  }
}
