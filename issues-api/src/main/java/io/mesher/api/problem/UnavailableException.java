package io.mesher.api.problem;

import jakarta.ws.rs.core.Response.Status;
import java.util.Map;

/** 503: what this service needs is away, or too slow. */
public final class UnavailableException extends ProblemException {
  private static final long serialVersionUID = 1L;

  public UnavailableException() {
    super(Status.SERVICE_UNAVAILABLE, "temporarily unavailable", null);
  }

  @Override
  public Map<String, String> headers() {
    return Map.of("Retry-After", "5");
  }
}
