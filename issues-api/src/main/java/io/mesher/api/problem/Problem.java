package io.mesher.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of every error (RFC 9457), with the short text that clients of the original know.
 *
 * @param error the short text; stable, lower case
 * @param detail more words, where there are any; else the short text again
 * @param errors what is wrong with which field; absent when the fault is not a field's
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    String type,
    String title,
    int status,
    String error,
    String detail,
    @Nullable List<FieldError> errors) {

  /** Media type of the body. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** One that has no type of its own and no fields to blame. */
  static Problem of(int status, String title, String error) {
    return new Problem("about:blank", title, status, error, error, null);
  }

  /** One field's fault. */
  public record FieldError(String field, String message) {}
}
