package io.mesher.api.problem;

import jakarta.ws.rs.core.Response.Status;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** 401: no credentials, or none that hold. */
public final class UnauthorizedException extends ProblemException {
  private static final long serialVersionUID = 1L;

  public UnauthorizedException() {
    this("unauthorized", null);
  }

  public UnauthorizedException(String error, @Nullable String detail) {
    super(Status.UNAUTHORIZED, error, detail);
  }

  @Override
  public Map<String, String> headers() {
    return Map.of("WWW-Authenticate", "Bearer");
  }
}
