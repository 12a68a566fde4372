package io.mesher.api.account;

import io.mesher.api.access.Anonymous;
import io.mesher.api.access.Secret;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
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
import org.jboss.resteasy.reactive.ResponseStatus;

/** A new password without the old one. */
@Path("/api/v1/auth")
@Tag(name = "Accounts")
public class PasswordResetResource {
  private final PasswordReset reset;
  private final SignInThrottle throttle;

  PasswordResetResource(PasswordReset reset, SignInThrottle throttle) {
    this.reset = reset;
    this.throttle = throttle;
  }

  /** Whose password is forgotten. */
  public record Forgotten(@NotBlank @Size(max = 254) String email) {}

  /**
   * The new password.
   *
   * @param token from the link that was mailed
   */
  public record Reset(
      @NotBlank @Size(max = 100) String token,
      @NotNull @Size(min = 10, max = 200, message = "must have 10 to 200 characters")
          String newPassword) {}

  /** That it was heard; not whether the address is anybody's. */
  public record Heard(String status) {}

  @POST
  @Path("/password/forgotten")
  @Consumes(MediaType.APPLICATION_JSON)
  @Anonymous
  @ResponseStatus(202)
  @Operation(summary = "Have a link mailed that sets a new password, once and within an hour")
  public Uni<Heard> forgotten(@NotNull @Valid Forgotten request, @Context HttpServerRequest http) {
    String email = request.email().strip();
    String address = http.remoteAddress().hostAddress();
    return throttle
        .count("reset:" + email, address)
        .chain(() -> reset.request(email))
        .replaceWith(new Heard("ok"));
  }

  @POST
  @Path("/password/reset")
  @Consumes(MediaType.APPLICATION_JSON)
  @Anonymous
  @APIResponse(responseCode = "204", description = "Done")
  @Operation(summary = "Set a new password by the link's token; ends all sessions")
  public Uni<Void> reset(@NotNull @Valid Reset request, @Context HttpServerRequest http) {
    String address = http.remoteAddress().hostAddress();
    return throttle
        .countAddress(address)
        .chain(() -> reset.set(new Secret(request.token()), request.newPassword()));
  }
}
