package io.mesher.api.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.mesher.api.access.ProjectAccess;
import io.mesher.api.access.Role;
import io.mesher.api.access.Tenancy;
import io.mesher.api.web.Ids;
import io.mesher.api.web.Page;
import io.mesher.api.web.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Events. */
@Path("/api/v1")
@Tag(name = "Events")
public class EventResource {
  private static final int TIMELINE = 50;

  private final EventReader events;
  private final Tenancy tenancy;

  EventResource(EventReader events, Tenancy tenancy) {
    this.events = events;
    this.tenancy = tenancy;
  }

  /** An event and those beside it. */
  public record EventAnswer(EventView event, Navigation navigation) {}

  @GET
  @Path("/issues/{issue}/events")
  @Operation(summary = "An issue's events, newest first")
  public Uni<Page<EventSummary>> ofIssue(
      String issue,
      @RestQuery @Nullable String limit,
      @RestQuery @Nullable String cursor,
      @RestQuery("cursor_id") @Nullable String cursorId) {
    var id = Ids.uuid("issue", issue);
    var page = PageRequest.of(limit, cursor, cursorId);
    return tenancy.projectOfIssue(id, Role.MEMBER).chain(access -> events.ofIssue(id, page));
  }

  @GET
  @Path("/issues/{issue}/timeline")
  @Operation(summary = "An issue's newest events as a bare array")
  public Uni<List<EventSummary>> timeline(String issue, @RestQuery @Nullable String limit) {
    var id = Ids.uuid("issue", issue);
    var page = new PageRequest(PageRequest.limit(limit, TIMELINE), Optional.empty());
    return tenancy
        .projectOfIssue(id, Role.MEMBER)
        .chain(access -> events.ofIssue(id, page))
        .map(Page::data);
  }

  @GET
  @Path("/events/{event}")
  @Operation(summary = "An event with everything its SDK sent, and the events before and after it")
  public Uni<EventAnswer> get(
      @Parameter(description = "A UUID, with or without dashes") String event,
      @RestQuery @Parameter(description = "Decides when several projects have an event of this id")
          @Nullable String project) {
    return find(event, project)
        .chain(
            row ->
                events
                    .neighbours(row)
                    .map(navigation -> new EventAnswer(EventShape.of(row), navigation)));
  }

  @GET
  @Path("/events/{event}/json")
  @Operation(summary = "An event as it is stored: Sentry's JSON, scrubbed")
  public Uni<JsonNode> json(String event, @RestQuery @Nullable String project) {
    return find(event, project).map(StoredRow::payload);
  }

  private Uni<StoredRow> find(String event, @Nullable String project) {
    var id = Ids.uuidOrHex("event", event);
    Uni<List<ProjectAccess>> projects =
        project == null ? tenancy.projects() : tenancy.project(project, Role.MEMBER).map(List::of);
    return projects.chain(visible -> events.find(visible, id));
  }
}
