package io.mesher.api.organisation;

import io.mesher.api.access.CurrentCaller;
import io.mesher.api.access.Needs;
import io.mesher.api.access.Role;
import io.mesher.api.access.Scope;
import io.mesher.api.access.Tenancy;
import io.mesher.api.problem.BadRequestException;
import io.mesher.api.web.Affected;
import io.mesher.api.web.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
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

/** An organisation's members. */
@Path("/api/v1")
@Tag(name = "Organisations")
public class MemberResource {
  private final Members members;
  private final Tenancy tenancy;
  private final CurrentCaller caller;

  MemberResource(Members members, Tenancy tenancy, CurrentCaller caller) {
    this.members = members;
    this.tenancy = tenancy;
    this.caller = caller;
  }

  /**
   * A new member.
   *
   * @param userId or else {@code email}: of somebody who has registered
   * @param role owner, admin or member; member when absent or empty
   */
  public record NewMember(
      @Nullable String userId, @Size(max = 254) @Nullable String email, @Nullable String role) {}

  /** What a member becomes. */
  public record RoleChange(@Nullable String role) {}

  /** The membership's id. */
  public record Made(UUID id) {}

  @GET
  @Path("/orgs/{org}/members")
  @Operation(summary = "An organisation's members")
  public Uni<List<MemberView>> list(String org) {
    return tenancy.organisation(org, Role.MEMBER).chain(members::of);
  }

  @POST
  @Path("/orgs/{org}/members")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Scope.ADMIN)
  @ResponseStatus(201)
  @Operation(summary = "Add somebody who has registered")
  public Uni<Made> add(String org, @NotNull @Valid NewMember request) {
    String email =
        request.email() == null || request.email().isBlank() ? null : request.email().strip();
    if (email == null && (request.userId() == null || request.userId().isEmpty())) {
      throw new BadRequestException("user_id is required");
    }
    UUID user = email == null ? Ids.uuid("user", request.userId()) : null;
    var role = Role.chosenOrMember(request.role());
    return tenancy
        .organisation(org, Role.ADMIN)
        .chain(access -> members.add(access, user, email, role))
        .map(Made::new);
  }

  @POST
  @Path("/orgs/{org}/members/{member}/role")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Scope.ADMIN)
  @Operation(summary = "Give a member another role; only owners make and unmake owners")
  public Uni<Affected> change(String org, String member, @NotNull RoleChange request) {
    var id = Ids.uuid("member", member);
    var role = Role.chosen(request.role());
    return tenancy
        .organisation(org, Role.ADMIN)
        .chain(access -> members.change(access, id, role))
        .replaceWith(Affected.of(1));
  }

  @POST
  @Path("/orgs/{org}/members/{member}/remove")
  @Needs(Scope.ADMIN)
  @Operation(summary = "Remove a member, or leave; the last owner stays")
  public Uni<Affected> remove(String org, String member) {
    var id = Ids.uuid("member", member);
    return tenancy
        .organisation(org, Role.MEMBER)
        .chain(access -> members.remove(access, id, caller.get().userId()))
        .replaceWith(Affected.of(1));
  }
}
