package io.mesher.api.settings;

import io.mesher.api.access.Needs;
import io.mesher.api.access.Role;
import io.mesher.api.access.Scope;
import io.mesher.api.access.Tenancy;
import io.mesher.api.web.Affected;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A project's settings. */
@Path("/api/v1")
@Tag(name = "Projects")
public class SettingsResource {
  private final ProjectSettings settings;
  private final Tenancy tenancy;

  SettingsResource(ProjectSettings settings, Tenancy tenancy) {
    this.settings = settings;
    this.tenancy = tenancy;
  }

  @GET
  @Path("/projects/{project}/settings")
  @Operation(summary = "A project's settings")
  public Uni<Settings> get(String project) {
    return tenancy.project(project, Role.MEMBER).chain(settings::of);
  }

  @POST
  @Path("/projects/{project}/settings")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Scope.ADMIN)
  @Operation(summary = "Change any of a project's settings; gateways follow within 5 s")
  public Uni<Affected> change(String project, @NotNull @Valid SettingsChange change) {
    return tenancy
        .project(project, Role.ADMIN)
        .chain(access -> settings.change(access, change))
        .replaceWith(Affected.of(1));
  }
}
