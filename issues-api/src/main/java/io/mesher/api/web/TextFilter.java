package io.mesher.api.web;

import io.mesher.api.problem.BadRequestException;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** PostgreSQL's text can't hold NUL: a path or query with one is refused at the door. */
public final class TextFilter {
  @ServerRequestFilter(preMatching = true)
  public void refuseNul(ContainerRequestContext request) {
    if (request.getUriInfo().getRequestUri().toString().contains("%00")) {
      throw new BadRequestException("malformed text", "a NUL character can't be stored");
    }
  }
}
