package io.mesher.api.event;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Members that may be missing or null. */
final class Json {
  private Json() {}

  /** A member's text; null where it is none. */
  static @Nullable String text(JsonNode object, String member) {
    JsonNode value = object.path(member);
    return value.isValueNode() && !value.isNull() ? value.asText() : null;
  }

  /** A member; null where it is missing or null. */
  static @Nullable JsonNode present(JsonNode object, String member) {
    JsonNode value = object.path(member);
    return value.isMissingNode() || value.isNull() ? null : value;
  }
}
