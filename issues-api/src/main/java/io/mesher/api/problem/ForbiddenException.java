package io.mesher.api.problem;

import jakarta.ws.rs.core.Response.Status;
import org.jspecify.annotations.Nullable;

/** 403: the caller sees the thing, but their role or scope is too low. */
public final class ForbiddenException extends ProblemException {
  private static final long serialVersionUID = 1L;

  public ForbiddenException(String error) {
    this(error, null);
  }

  public ForbiddenException(String error, @Nullable String detail) {
    super(Status.FORBIDDEN, error, detail);
  }
}
