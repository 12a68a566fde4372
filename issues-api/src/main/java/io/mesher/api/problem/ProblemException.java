package io.mesher.api.problem;

import io.mesher.api.problem.Problem.FieldError;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that can't be answered as asked; knows its whole answer. Carries no stack trace. */
public abstract class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Status status;
  private final String error;
  private final transient @Nullable String detail;

  protected ProblemException(Status status, String error, @Nullable String detail) {
    super(error, null, false, false);
    this.status = status;
    this.error = error;
    this.detail = detail;
  }

  /** What the body says. */
  public Problem problem() {
    return new Problem(
        "about:blank",
        status.getReasonPhrase(),
        status.getStatusCode(),
        error,
        detail == null ? error : detail,
        fieldErrors().isEmpty() ? null : fieldErrors());
  }

  /** Headers beside the content type. */
  public Map<String, String> headers() {
    return Map.of();
  }

  protected List<FieldError> fieldErrors() {
    return List.of();
  }
}
