package io.mesher.api.alert.life;

import io.mesher.api.access.Role;
import io.mesher.api.access.Tenancy;
import io.mesher.api.problem.BadRequestException;
import io.mesher.api.web.Affected;
import io.mesher.api.web.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Alerts that fired. */
@Path("/api/v1")
@Tag(name = "Alerts")
public class AlertResource {
  private final Alerts alerts;
  private final Tenancy tenancy;

  AlertResource(Alerts alerts, Tenancy tenancy) {
    this.alerts = alerts;
    this.tenancy = tenancy;
  }

  @GET
  @Path("/projects/{project}/alerts")
  @Operation(summary = "A project's 50 newest alerts")
  public Uni<List<AlertView>> newest(
      String project,
      @RestQuery @Parameter(description = "active, acknowledged or resolved")
          @Nullable String status) {
    var wanted = status(status);
    return tenancy
        .project(project, Role.MEMBER)
        .chain(access -> alerts.newest(access.id(), wanted));
  }

  @POST
  @Path("/alerts/{alert}/acknowledge")
  @Operation(summary = "Say that somebody looks after it; only an active alert changes")
  public Uni<Affected> acknowledge(String alert) {
    return seen(alert).chain(alerts::acknowledge).map(Affected::of);
  }

  @POST
  @Path("/alerts/{alert}/resolve")
  @Operation(summary = "Say that it is over")
  public Uni<Affected> resolve(String alert) {
    return seen(alert).chain(alerts::resolve).map(Affected::of);
  }

  private Uni<UUID> seen(String alert) {
    var id = Ids.uuid("alert", alert);
    return tenancy.projectOfAlert(id, Role.MEMBER).replaceWith(id);
  }

  private static @Nullable AlertStatus status(@Nullable String name) {
    return name == null || name.isEmpty()
        ? null
        : AlertStatus.ofWire(name)
            .orElseThrow(
                () ->
                    BadRequestException.field(
                        "status", "must be active, acknowledged or resolved"));
  }
}
