package io.mesher.api.ticket;

import io.mesher.api.access.CurrentCaller;
import io.mesher.api.access.Needs;
import io.mesher.api.access.Role;
import io.mesher.api.access.Scope;
import io.mesher.api.access.Tenancy;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Tickets for live streams. */
@Path("/api/v1")
@Tag(name = "Live stream")
public class TicketResource {
  private final Tickets tickets;
  private final Tenancy tenancy;
  private final CurrentCaller caller;

  TicketResource(Tickets tickets, Tenancy tenancy, CurrentCaller caller) {
    this.tickets = tickets;
    this.tenancy = tenancy;
    this.caller = caller;
  }

  /**
   * What the ticket is for.
   *
   * @param projectId a project's UUID, number or slug
   */
  public record NewTicket(@NotBlank @Size(max = 50) String projectId) {}

  /**
   * A ticket for {@code /stream/projects/{project}?ticket=}.
   *
   * @param ticket good for one handshake
   * @param expiresIn seconds
   */
  public record MadeTicket(String ticket, long expiresIn) {}

  @POST
  @Path("/stream-tickets")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Scope.READ)
  @ResponseStatus(201)
  @Operation(summary = "Make a ticket that opens a project's live stream once, within 30 s")
  public Uni<MadeTicket> create(@NotNull @Valid NewTicket request) {
    return tenancy
        .project(request.projectId(), Role.MEMBER)
        .chain(access -> tickets.issue(maker(), access.id()))
        .map(ticket -> new MadeTicket(ticket.value(), Tickets.LIFETIME.toSeconds()));
  }

  /** What a person calls with; an organisation's token is refused. */
  private String maker() {
    caller.user();
    return caller.get().secretHash();
  }
}
