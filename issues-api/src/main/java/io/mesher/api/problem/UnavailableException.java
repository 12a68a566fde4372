package io.mesher.api.problem;

import jakarta.ws.rs.core.Response.Status;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** 503: what this service needs is away, or too slow. */
public final class UnavailableException extends ProblemException {
  private static final long serialVersionUID = 1L;

  public UnavailableException() {
    this(null);
  }

  /** With what the client can do about it. */
  public UnavailableException(@Nullable String detail) {
    super(Status.SERVICE_UNAVAILABLE, "temporarily unavailable", detail);
  }

  @Override
  public Map<String, String> headers() {
    return Map.of("Retry-After", "5");
  }
}
