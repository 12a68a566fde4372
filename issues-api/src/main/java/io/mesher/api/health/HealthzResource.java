package io.mesher.api.health;

import io.mesher.api.access.Anonymous;
import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/**
 * Whether this API can work now: the same verdict as the management port's, without its details.
 */
@Path("/healthz")
public class HealthzResource {
  private final SmallRyeHealthReporter health;

  HealthzResource(SmallRyeHealthReporter health) {
    this.health = health;
  }

  /** 200 when ready, 503 when a dependency is away. */
  @GET
  @Anonymous
  @APIResponse(
      responseCode = "200",
      description = "Ready",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Verdict.class)))
  @APIResponse(
      responseCode = "503",
      description = "Not ready",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Verdict.class)))
  @Operation(summary = "Readiness of the API")
  public Uni<Response> ready() {
    return health.getReadinessAsync().map(HealthzResource::answer);
  }

  private static Response answer(SmallRyeHealth health) {
    return health.isDown()
        ? Response.status(Status.SERVICE_UNAVAILABLE).entity(new Verdict("down")).build()
        : Response.ok(new Verdict("up")).build();
  }

  /** The verdict. */
  public record Verdict(String status) {}
}
