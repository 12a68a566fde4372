package io.mesher.api.alert.delivery;

import io.mesher.api.access.Role;
import io.mesher.api.access.Tenancy;
import io.mesher.api.web.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What became of alerts on their way. */
@Path("/api/v1")
@Tag(name = "Alerts")
public class DeliveryResource {
  private final Deliveries deliveries;
  private final Tenancy tenancy;

  DeliveryResource(Deliveries deliveries, Tenancy tenancy) {
    this.deliveries = deliveries;
    this.tenancy = tenancy;
  }

  @GET
  @Path("/alerts/{alert}/deliveries")
  @Operation(summary = "An alert's deliveries, each with all its attempts")
  public Uni<List<DeliveryView>> ofAlert(String alert) {
    var id = Ids.uuid("alert", alert);
    return tenancy.projectOfAlert(id, Role.MEMBER).chain(() -> deliveries.ofAlert(id));
  }

  @GET
  @Path("/alert-rules/{rule}/deliveries")
  @Operation(summary = "A rule's 50 newest deliveries, each with all its attempts")
  public Uni<List<DeliveryView>> ofRule(String rule) {
    var id = Ids.uuid("alert rule", rule);
    return tenancy.projectOfAlertRule(id, Role.MEMBER).chain(() -> deliveries.ofRule(id));
  }
}
