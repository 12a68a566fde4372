package io.mesher.processor.grouping;

import org.jspecify.annotations.Nullable;

/** Names that ProGuard or R8 made: they say nothing, and change with each build. */
final class Obfuscated {
  private static final int MAX_LENGTH = 2;

  private Obfuscated() {}

  static boolean is(@Nullable String module, String function) {
    if (module == null || function.length() > MAX_LENGTH) {
      return false;
    }
    for (var part : module.split("\\.", -1)) {
      if (part.length() > MAX_LENGTH) {
        return false;
      }
    }
    return true;
  }
}
