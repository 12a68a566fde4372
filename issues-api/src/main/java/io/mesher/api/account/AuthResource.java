package io.mesher.api.account;

import io.mesher.api.access.Anonymous;
import io.mesher.api.access.Caller;
import io.mesher.api.access.CurrentCaller;
import io.mesher.api.access.Needs;
import io.mesher.api.access.Scope;
import io.mesher.api.access.Secret;
import io.mesher.api.access.SessionCookie;
import io.mesher.api.account.Accounts.SignedIn;
import io.mesher.api.web.Names;
import io.mesher.api.web.Visible;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Registration, sign-in and who one is. */
@Path("/api/v1/auth")
@Tag(name = "Accounts")
public class AuthResource {
  private final Accounts accounts;
  private final SessionCookie cookie;
  private final CurrentCaller caller;
  private final SignInThrottle throttle;

  AuthResource(
      Accounts accounts, SessionCookie cookie, CurrentCaller caller, SignInThrottle throttle) {
    this.accounts = accounts;
    this.throttle = throttle;
    this.cookie = cookie;
    this.caller = caller;
  }

  /**
   * What a new user tells.
   *
   * @param invitation the token of an invitation's link, where one is needed to register
   */
  public record Registration(
      @NotBlank @Email @Size(max = 254) String email,
      @NotNull @Size(min = 10, max = 200, message = "must have 10 to 200 characters")
          String password,
      @NotNull @Visible @Size(max = Names.LONGEST) String displayName,
      @Size(max = 100) @Nullable String invitation) {}

  /** A sign-in. */
  public record Login(
      @NotBlank @Size(max = 254) String email, @NotNull @Size(max = 200) String password) {}

  /** Somebody, as registration and login answer. */
  public record UserAnswer(UserView user) {}

  /**
   * Whose credentials a request carries.
   *
   * @param user null for an organisation's token
   * @param token null for a session
   */
  public record Me(@Nullable UserView user, @Nullable TokenInUse token) {}

  /** The API token of the request. */
  public record TokenInUse(UUID id, Scope scope, @Nullable UUID orgId) {}

  @POST
  @Path("/register")
  @Consumes(MediaType.APPLICATION_JSON)
  @Anonymous
  @Operation(summary = "Register; the first user owns the installation")
  @APIResponse(
      responseCode = "201",
      description = "Registered and signed in",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = UserAnswer.class)))
  public Uni<Response> register(
      @NotNull @Valid Registration request, @Context HttpServerRequest http) {
    String email = request.email().strip();
    String address = http.remoteAddress().hostAddress();
    return throttle
        .count("register:" + email, address)
        .chain(
            () ->
                accounts.register(
                    email,
                    request.password(),
                    request.displayName().strip(),
                    request.invitation() == null ? null : new Secret(request.invitation())))
        .map(signedIn -> answer(Status.CREATED, signedIn));
  }

  @POST
  @Path("/login")
  @Consumes(MediaType.APPLICATION_JSON)
  @Anonymous
  @APIResponse(
      responseCode = "200",
      description = "Signed in",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = UserAnswer.class)))
  @Operation(summary = "Sign in: sets the session cookie")
  public Uni<Response> login(@NotNull @Valid Login request, @Context HttpServerRequest http) {
    String email = request.email().strip();
    return throttle
        .guard(
            email,
            http.remoteAddress().hostAddress(),
            () -> accounts.login(email, request.password()))
        .map(signedIn -> answer(Status.OK, signedIn));
  }

  @POST
  @Path("/logout")
  @Needs(Scope.READ)
  @Operation(summary = "Sign out: ends the session; with a token, does nothing")
  @APIResponse(responseCode = "204", description = "Signed out")
  public Uni<Response> logout() {
    var signedOut = Response.noContent().cookie(cookie.cleared()).build();
    return caller.get() instanceof Caller.Session session
        ? accounts.logout(session.user(), session.secretHash()).replaceWith(signedOut)
        : Uni.createFrom().item(signedOut);
  }

  @GET
  @Path("/me")
  @Operation(summary = "Whose credentials these are")
  public Uni<Me> me() {
    return switch (caller.get()) {
      case Caller.Session session -> accounts.user(session.user()).map(user -> new Me(user, null));
      case Caller.PersonalToken token ->
          accounts
              .user(token.user())
              .map(user -> new Me(user, new TokenInUse(token.id(), token.scope(), null)));
      case Caller.OrganisationToken token ->
          Uni.createFrom()
              .item(new Me(null, new TokenInUse(token.id(), token.scope(), token.organisation())));
    };
  }

  private Response answer(Status status, SignedIn signedIn) {
    return Response.status(status)
        .cookie(cookie.holding(signedIn.secret(), signedIn.lifetime()))
        .entity(new UserAnswer(signedIn.user()))
        .build();
  }
}
