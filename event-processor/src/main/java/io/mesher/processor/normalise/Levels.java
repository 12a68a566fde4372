package io.mesher.processor.normalise;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Mesher's five levels; Sentry's further names are mapped, whatever else is an error. */
final class Levels {
  private Levels() {}

  static String of(@Nullable String level) {
    if (level == null) {
      return "error";
    }
    var name = level.strip().toLowerCase(Locale.ROOT);
    return switch (name) {
      case "fatal", "error", "warning", "info", "debug" -> name;
      case "log" -> "info";
      case "critical" -> "fatal";
      default -> "error";
    };
  }
}
