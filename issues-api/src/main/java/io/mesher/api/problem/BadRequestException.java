package io.mesher.api.problem;

import io.mesher.api.problem.Problem.FieldError;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 400: what was sent can't be understood or is out of its limits. */
public final class BadRequestException extends ProblemException {
  private static final long serialVersionUID = 1L;

  private final transient List<FieldError> errors;

  public BadRequestException(String error) {
    this(error, null, List.of());
  }

  public BadRequestException(String error, @Nullable String detail) {
    this(error, detail, List.of());
  }

  public BadRequestException(String error, List<FieldError> errors) {
    this(error, null, errors);
  }

  private BadRequestException(String error, @Nullable String detail, List<FieldError> errors) {
    super(Status.BAD_REQUEST, error, detail);
    this.errors = List.copyOf(errors);
  }

  /** A single field's fault, which is also the short text. */
  public static BadRequestException field(String field, String message) {
    return new BadRequestException(field + " " + message, List.of(new FieldError(field, message)));
  }

  @Override
  protected List<FieldError> fieldErrors() {
    return errors;
  }
}
