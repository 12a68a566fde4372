package io.mesher.api.account;

import io.mesher.api.access.Caller;
import io.mesher.api.access.CurrentCaller;
import io.mesher.api.access.Needs;
import io.mesher.api.access.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** One's password. */
@Path("/api/v1/auth")
@Tag(name = "Accounts")
public class PasswordResource {
  private final PasswordChange passwords;
  private final SignInThrottle throttle;
  private final CurrentCaller caller;

  PasswordResource(PasswordChange passwords, SignInThrottle throttle, CurrentCaller caller) {
    this.passwords = passwords;
    this.throttle = throttle;
    this.caller = caller;
  }

  /** The old password and the new one. */
  public record NewPassword(
      @NotNull @Size(max = 200) String currentPassword,
      @NotNull @Size(min = 10, max = 200, message = "must have 10 to 200 characters")
          String newPassword) {}

  @POST
  @Path("/password")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Scope.ADMIN)
  @APIResponse(responseCode = "204", description = "Done")
  @Operation(summary = "Change one's password; ends all other sessions")
  public Uni<Void> change(@NotNull @Valid NewPassword request, @Context HttpServerRequest http) {
    var user = caller.user();
    String kept = caller.get() instanceof Caller.Session session ? session.secretHash() : null;
    return throttle.guard(
        user.toString(),
        http.remoteAddress().hostAddress(),
        () -> passwords.change(user, request.currentPassword(), request.newPassword(), kept));
  }
}
