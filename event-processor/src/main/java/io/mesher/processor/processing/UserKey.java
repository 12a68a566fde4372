package io.mesher.processor.processing;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Who an event happened to, as {@code kind:value}: the most lasting mark that is known. */
final class UserKey {
  private static final int MAX_LENGTH = 200;

  private UserKey() {}

  static @Nullable String of(JsonNode user) {
    for (var kind : KINDS) {
      var value = user.path(kind.member()).textValue();
      if (value != null && !value.isBlank() && !value.startsWith("[")) {
        var key = kind.name() + ":" + value.strip();
        return key.length() <= MAX_LENGTH ? key : key.substring(0, MAX_LENGTH);
      }
    }
    return null;
  }

  private record Kind(String name, String member) {}

  private static final Kind[] KINDS = {
    new Kind("id", "id"),
    new Kind("email", "email"),
    new Kind("username", "username"),
    new Kind("ip", "ip_address")
  };
}
