package io.mesher.api.organisation;

import io.mesher.api.access.CurrentCaller;
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

/** Organisations. */
@Path("/api/v1")
@Tag(name = "Organisations")
public class OrganisationResource {
  private final Organisations organisations;
  private final Tenancy tenancy;
  private final CurrentCaller caller;

  OrganisationResource(Organisations organisations, Tenancy tenancy, CurrentCaller caller) {
    this.organisations = organisations;
    this.tenancy = tenancy;
    this.caller = caller;
  }

  /**
   * A new organisation.
   *
   * @param slug made of the name when absent
   */
  public record NewOrganisation(
      @NotNull @Visible @Size(max = Names.LONGEST) String name, @Nullable String slug) {}

  /** What may be changed; absent members stay as they are. */
  public record OrganisationChange(
      @Visible @Size(max = Names.LONGEST) @Nullable String name, @Nullable String slug) {}

  @GET
  @Path("/orgs")
  @Operation(summary = "The caller's organisations")
  public Uni<List<OrganisationView>> list() {
    return organisations.of(caller.get());
  }

  @POST
  @Path("/orgs")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Scope.ADMIN)
  @ResponseStatus(201)
  @Operation(summary = "Found an organisation; the caller becomes its owner")
  public Uni<OrganisationView> create(@NotNull @Valid NewOrganisation request) {
    String name = request.name().strip();
    return organisations.create(caller.user(), name, Slug.chosen(request.slug(), name));
  }

  @GET
  @Path("/orgs/{org}")
  @Operation(summary = "An organisation, by id or slug")
  public Uni<OrganisationView> get(String org) {
    return tenancy.organisation(org, Role.MEMBER).chain(organisations::get);
  }

  @PATCH
  @Path("/orgs/{org}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Scope.ADMIN)
  @Operation(summary = "Rename an organisation")
  public Uni<OrganisationView> change(String org, @NotNull @Valid OrganisationChange request) {
    String slug = Slug.wanted(request.slug());
    return tenancy
        .organisation(org, Role.ADMIN)
        .chain(access -> organisations.change(access, Names.stripped(request.name()), slug));
  }

  @DELETE
  @Path("/orgs/{org}")
  @Needs(Scope.ADMIN)
  @Operation(summary = "Delete an organisation with its projects; owners only")
  public Uni<Void> delete(String org) {
    return tenancy.organisation(org, Role.OWNER).chain(organisations::delete);
  }
}
