package io.mesher.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of every error (RFC 9457), with the short text that clients of the original know.
 *
 * @param error the short text; stable, lower case
 * @param errors what is wrong with which field; absent when the fault is not a field's
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    String type,
    String title,
    int status,
    String error,
    @Nullable String detail,
    @Nullable List<FieldError> errors) {

  /** Media type of the body. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** One field's fault. */
  public record FieldError(String field, String message) {}
}
