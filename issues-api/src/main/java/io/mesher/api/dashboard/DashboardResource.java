package io.mesher.api.dashboard;

import io.mesher.api.access.Role;
import io.mesher.api.access.Tenancy;
import io.mesher.api.problem.BadRequestException;
import io.mesher.api.web.PageRequest;
import io.mesher.api.web.TimeRange;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** A project's dashboard; of the last 24 h unless a range is given. */
@Path("/api/v1/projects/{project}/dashboard")
@Tag(name = "Dashboard")
public class DashboardResource {
  private static final int TOP = 10;
  private static final int VALUES = 25;
  private static final int MAX_KEY = 200;

  private final Dashboard dashboard;
  private final TopIssues top;
  private final Tenancy tenancy;

  DashboardResource(Dashboard dashboard, TopIssues top, Tenancy tenancy) {
    this.dashboard = dashboard;
    this.top = top;
    this.tenancy = tenancy;
  }

  @GET
  @Path("/volume")
  @Operation(summary = "Events per hour or day (UTC), empty ones included")
  public Uni<List<Dashboard.Volume>> volume(
      String project,
      @RestQuery @Nullable String bucket,
      @RestQuery @Nullable String from,
      @RestQuery @Nullable String to) {
    var size = BucketSize.ofParameter(bucket);
    var range = TimeRange.orLastDay(from, to);
    return tenancy
        .project(project, Role.MEMBER)
        .chain(access -> dashboard.volume(access.id(), size, range));
  }

  @GET
  @Path("/levels")
  @Operation(summary = "Events by level, worst first")
  public Uni<List<Dashboard.LevelCount>> levels(
      String project, @RestQuery @Nullable String from, @RestQuery @Nullable String to) {
    var range = TimeRange.orLastDay(from, to);
    return tenancy
        .project(project, Role.MEMBER)
        .chain(access -> dashboard.levels(access.id(), range));
  }

  @GET
  @Path("/top-issues")
  @Operation(summary = "The issues with the most events in the range")
  public Uni<List<TopIssues.TopIssue>> topIssues(
      String project,
      @RestQuery @Nullable String limit,
      @RestQuery @Nullable String from,
      @RestQuery @Nullable String to) {
    var range = TimeRange.orLastDay(from, to);
    int most = PageRequest.limit(limit, TOP);
    return tenancy.project(project, Role.MEMBER).chain(access -> top.of(access.id(), range, most));
  }

  @GET
  @Path("/tags")
  @Operation(summary = "A tag's values by events, over whole days (UTC)")
  public Uni<List<Dashboard.ValueCount>> tags(
      String project,
      @RestQuery @Nullable String key,
      @RestQuery @Nullable String limit,
      @RestQuery @Nullable String from,
      @RestQuery @Nullable String to) {
    if (key == null || key.isBlank()) {
      throw new BadRequestException("missing key parameter");
    }
    if (key.length() > MAX_KEY) {
      throw BadRequestException.field("key", "must have at most " + MAX_KEY + " characters");
    }
    var range = TimeRange.orLastDay(from, to);
    int most = PageRequest.limit(limit, VALUES);
    return tenancy
        .project(project, Role.MEMBER)
        .chain(access -> dashboard.tags(access.id(), key, range, most));
  }

  @GET
  @Path("/health")
  @Operation(summary = "How the project is right now")
  public Uni<Dashboard.Health> health(String project) {
    return tenancy.project(project, Role.MEMBER).chain(access -> dashboard.health(access.id()));
  }
}
