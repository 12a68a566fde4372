package io.mesher.api.token;

import io.mesher.api.access.CurrentCaller;
import io.mesher.api.access.Needs;
import io.mesher.api.access.Role;
import io.mesher.api.access.Scope;
import io.mesher.api.access.Tenancy;
import io.mesher.api.problem.BadRequestException;
import io.mesher.api.problem.NotFoundException;
import io.mesher.api.web.Affected;
import io.mesher.api.web.Ids;
import io.mesher.api.web.Visible;
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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** API tokens. */
@Path("/api/v1/tokens")
@Tag(name = "Tokens")
public class TokenResource {
  private static final String DEFAULT_LABEL = "default";

  private final Tokens tokens;
  private final Tenancy tenancy;
  private final CurrentCaller caller;

  TokenResource(Tokens tokens, Tenancy tenancy, CurrentCaller caller) {
    this.tokens = tokens;
    this.tenancy = tenancy;
    this.caller = caller;
  }

  /**
   * A new token.
   *
   * @param label {@code default} when absent
   * @param scope read, write or admin; read when absent
   * @param orgId the organisation whose token it becomes; a personal one when absent
   */
  public record NewToken(
      @Visible @Size(max = 100) @Nullable String label,
      @Nullable String scope,
      @Nullable String orgId) {}

  /**
   * A new token.
   *
   * @param token shown this once
   */
  public record MadeToken(UUID id, String token) {}

  @GET
  @Operation(summary = "One's own tokens or, with org_id, an organisation's")
  public Uni<List<TokenView>> list(
      @RestQuery("org_id") @Parameter(description = "An organisation's UUID or slug")
          @Nullable String orgId) {
    return orgId == null
        ? tokens.personal(caller.user())
        : tenancy
            .organisation(orgId, Role.ADMIN)
            .chain(access -> tokens.ofOrganisation(access.id()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Scope.ADMIN)
  @ResponseStatus(201)
  @Operation(summary = "Make a token; it is shown this once")
  public Uni<MadeToken> create(@NotNull @Valid NewToken request) {
    String label = request.label() == null ? DEFAULT_LABEL : request.label().strip();
    var scope = scope(request.scope());
    var made =
        request.orgId() == null
            ? tokens.createPersonal(caller.user(), label, scope)
            : tenancy
                .organisation(request.orgId(), Role.ADMIN)
                .chain(access -> tokens.createForOrganisation(access.id(), label, scope));
    return made.map(token -> new MadeToken(token.id(), token.secret().value()));
  }

  @POST
  @Path("/{token}/revoke")
  @Needs(Scope.ADMIN)
  @Operation(summary = "Revoke a token")
  public Uni<Affected> revoke(String token) {
    var id = Ids.uuid("token", token);
    return tokens
        .owner(id)
        .chain(this::requireMine)
        .chain(() -> tokens.revoke(id))
        .map(revoked -> Affected.of(revoked ? 1 : 0));
  }

  private Uni<Void> requireMine(Tokens.Owner owner) {
    if (owner.organisation() != null) {
      return tenancy
          .organisation(owner.organisation().toString(), Role.ADMIN)
          .onFailure(NotFoundException.class)
          .transform(hidden -> new NotFoundException("token"))
          .replaceWithVoid();
    }
    return caller.user().equals(owner.user())
        ? Uni.createFrom().voidItem()
        : Uni.createFrom().failure(new NotFoundException("token"));
  }

  private static Scope scope(@Nullable String name) {
    return name == null
        ? Scope.READ
        : Scope.ofWire(name)
            .orElseThrow(() -> BadRequestException.field("scope", "must be read, write or admin"));
  }
}
