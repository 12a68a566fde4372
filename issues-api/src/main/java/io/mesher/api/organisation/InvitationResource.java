package io.mesher.api.organisation;

import io.mesher.api.access.CurrentCaller;
import io.mesher.api.access.Needs;
import io.mesher.api.access.Role;
import io.mesher.api.access.Scope;
import io.mesher.api.access.Secret;
import io.mesher.api.access.Tenancy;
import io.mesher.api.web.Affected;
import io.mesher.api.web.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Invitations into organisations. */
@Path("/api/v1")
@Tag(name = "Organisations")
public class InvitationResource {
  private final Invitations invitations;
  private final Tenancy tenancy;
  private final CurrentCaller caller;

  InvitationResource(Invitations invitations, Tenancy tenancy, CurrentCaller caller) {
    this.invitations = invitations;
    this.tenancy = tenancy;
    this.caller = caller;
  }

  /**
   * Who is invited.
   *
   * @param role owner, admin or member; member when absent or empty
   */
  public record NewInvitation(
      @NotBlank @Email @Size(max = 254) String email, @Nullable String role) {}

  /** What an invitation's link holds. */
  public record Acceptance(@NotBlank @Size(max = 100) String token) {}

  /** Where one is a member now. */
  public record Joined(UUID orgId) {}

  @GET
  @Path("/orgs/{org}/invitations")
  @Operation(summary = "Open invitations into an organisation")
  public Uni<List<InvitationView>> list(String org) {
    return tenancy.organisation(org, Role.ADMIN).chain(invitations::of);
  }

  @POST
  @Path("/orgs/{org}/invitations")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Scope.ADMIN)
  @ResponseStatus(201)
  @Operation(summary = "Invite an address; it gets a link that works for a week")
  public Uni<InvitationView> invite(String org, @NotNull @Valid NewInvitation request) {
    var role = Role.chosenOrMember(request.role());
    return tenancy
        .organisation(org, Role.ADMIN)
        .chain(
            access ->
                invitations.invite(access, request.email().strip(), role, caller.get().userId()));
  }

  @POST
  @Path("/orgs/{org}/invitations/{invitation}/revoke")
  @Needs(Scope.ADMIN)
  @Operation(summary = "Take an invitation back")
  public Uni<Affected> revoke(String org, String invitation) {
    var id = Ids.uuid("invitation", invitation);
    return tenancy
        .organisation(org, Role.ADMIN)
        .chain(access -> invitations.revoke(access, id))
        .replaceWith(Affected.of(1));
  }

  @POST
  @Path("/invitations/accept")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Scope.ADMIN)
  @Operation(summary = "Become a member, as the address that was invited")
  public Uni<Joined> accept(@NotNull @Valid Acceptance request) {
    return invitations.accept(new Secret(request.token()), caller.user()).map(Joined::new);
  }
}
