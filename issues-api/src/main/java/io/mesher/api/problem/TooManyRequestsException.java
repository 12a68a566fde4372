package io.mesher.api.problem;

import jakarta.ws.rs.core.Response.Status;
import java.util.Map;

/** 429: too often; says when it is worth another try. */
public final class TooManyRequestsException extends ProblemException {
  private static final long serialVersionUID = 1L;

  private final long retryAfterSeconds;

  public TooManyRequestsException(String error, long retryAfterSeconds) {
    super(Status.TOO_MANY_REQUESTS, error, null);
    this.retryAfterSeconds = retryAfterSeconds;
  }

  @Override
  public Map<String, String> headers() {
    return Map.of("Retry-After", Long.toString(retryAfterSeconds));
  }
}
