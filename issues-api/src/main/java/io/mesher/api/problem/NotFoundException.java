package io.mesher.api.problem;

import jakarta.ws.rs.core.Response.Status;

/** 404: there is no such thing, or the caller may not know that there is. */
public final class NotFoundException extends ProblemException {
  private static final long serialVersionUID = 1L;

  /**
   * @param thing what was looked for, as in "project"
   */
  public NotFoundException(String thing) {
    super(Status.NOT_FOUND, thing + " not found", null);
  }
}
