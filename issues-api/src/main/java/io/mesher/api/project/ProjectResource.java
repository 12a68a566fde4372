package io.mesher.api.project;

import io.mesher.api.access.Needs;
import io.mesher.api.access.Role;
import io.mesher.api.access.Scope;
import io.mesher.api.access.Slug;
import io.mesher.api.access.Tenancy;
import io.mesher.api.web.Names;
import io.mesher.api.web.Visible;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Projects. */
@Path("/api/v1")
@Tag(name = "Projects")
public class ProjectResource {
  private static final String PLATFORM = "[a-z][a-z0-9._-]{0,63}";
  private static final String PLATFORM_MESSAGE = "must be " + PLATFORM;
  private static final String OTHER = "other";

  private final Projects projects;
  private final Tenancy tenancy;

  ProjectResource(Projects projects, Tenancy tenancy) {
    this.projects = projects;
    this.tenancy = tenancy;
  }

  /**
   * A new project.
   *
   * @param slug made of the name when absent; unique in its organisation
   * @param platform as SDKs name it; {@code other} when absent
   */
  public record NewProject(
      @NotNull @Visible @Size(max = Names.LONGEST) String name,
      @Nullable String slug,
      @Pattern(regexp = PLATFORM, message = PLATFORM_MESSAGE) @Nullable String platform) {}

  /** What may be changed; absent members stay as they are. */
  public record ProjectChange(
      @Visible @Size(max = Names.LONGEST) @Nullable String name,
      @Nullable String slug,
      @Pattern(regexp = PLATFORM, message = PLATFORM_MESSAGE) @Nullable String platform) {}

  @GET
  @Path("/orgs/{org}/projects")
  @Operation(summary = "An organisation's projects")
  public Uni<List<ProjectView>> list(String org) {
    return tenancy.organisation(org, Role.MEMBER).chain(access -> projects.of(access.id()));
  }

  @POST
  @Path("/orgs/{org}/projects")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Scope.ADMIN)
  @ResponseStatus(201)
  @Operation(summary = "Make a project")
  public Uni<ProjectView> create(String org, @NotNull @Valid NewProject request) {
    String name = request.name().strip();
    String slug = Slug.chosen(request.slug(), name);
    String platform = request.platform() == null ? OTHER : request.platform();
    return tenancy
        .organisation(org, Role.ADMIN)
        .chain(access -> projects.create(access.id(), name, slug, platform));
  }

  @GET
  @Path("/projects/{project}")
  @Operation(summary = "A project, by id, number or slug")
  public Uni<ProjectView> get(String project) {
    return tenancy.project(project, Role.MEMBER).chain(projects::get);
  }

  @PATCH
  @Path("/projects/{project}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Scope.ADMIN)
  @Operation(summary = "Rename a project or say its platform")
  public Uni<ProjectView> change(String project, @NotNull @Valid ProjectChange request) {
    String slug = Slug.wanted(request.slug());
    return tenancy
        .project(project, Role.ADMIN)
        .chain(
            access ->
                projects.change(access, Names.stripped(request.name()), slug, request.platform()));
  }

  @DELETE
  @Path("/projects/{project}")
  @Needs(Scope.ADMIN)
  @Operation(summary = "Delete a project with its issues; its keys are refused from now on")
  public Uni<Void> delete(String project) {
    return tenancy.project(project, Role.ADMIN).chain(projects::delete);
  }
}
