package io.mesher.api.event;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** A stack frame in the native API's names. Its source lines stand where the SDK sent them. */
public record Frame(
    @Nullable String filename,
    @Nullable String functionName,
    @Nullable String module,
    @Nullable Integer lineno,
    @Nullable Integer colno,
    @Nullable String absPath,
    @Nullable String contextLine,
    @Nullable JsonNode preContext,
    @Nullable JsonNode postContext,
    @Nullable Boolean inApp,
    @Nullable JsonNode vars) {

  static Frame of(JsonNode frame) {
    return new Frame(
        Json.text(frame, "filename"),
        Json.text(frame, "function"),
        Json.text(frame, "module"),
        number(frame, "lineno"),
        number(frame, "colno"),
        Json.text(frame, "abs_path"),
        Json.text(frame, "context_line"),
        Json.present(frame, "pre_context"),
        Json.present(frame, "post_context"),
        frame.path("in_app").isBoolean() ? frame.path("in_app").booleanValue() : null,
        Json.present(frame, "vars"));
  }

  private static @Nullable Integer number(JsonNode frame, String member) {
    JsonNode number = frame.path(member);
    return number.canConvertToInt() ? number.intValue() : null;
  }
}
