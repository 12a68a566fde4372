package io.mesher.api.problem;

import jakarta.ws.rs.core.Response.Status;
import org.jspecify.annotations.Nullable;

/** 409: what is asked contradicts what is there. */
public final class ConflictException extends ProblemException {
  private static final long serialVersionUID = 1L;

  public ConflictException(String error) {
    this(error, null);
  }

  public ConflictException(String error, @Nullable String detail) {
    super(Status.CONFLICT, error, detail);
  }
}
