package io.mesher.api.problem;

import jakarta.ws.rs.core.Response.Status;

/** 413: a body is larger than any that this API takes. */
public final class TooLargeException extends ProblemException {
  private static final long serialVersionUID = 1L;

  public TooLargeException() {
    super(Status.REQUEST_ENTITY_TOO_LARGE, "request entity too large", null);
  }
}
