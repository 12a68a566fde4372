package io.mesher.processor.grouping;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A file's base name without what a build put into it. */
final class Files {
  /** {@code main.3f9a1c2b.js}, {@code app-BX3kf9a2.js}: hashes of the content. */
  private static final Pattern BUILD_HASH =
      Pattern.compile("[.\\-_~](?=[a-z_]*\\d)[0-9a-z_]{6,64}(?=[.\\-])");

  private static final Pattern NUMBER = Pattern.compile("\\b[a-f]*\\d[0-9a-f]*+");
  private static final int MAX_LENGTH = 200;

  private Files() {}

  static @Nullable String baseName(@Nullable String path) {
    if (path == null || path.isBlank()) {
      return null;
    }
    var name = path.strip().replace('\\', '/');
    name = until(name, '?');
    name = until(name, '#');
    name = name.substring(name.lastIndexOf('/') + 1);
    name = name.length() > MAX_LENGTH ? name.substring(0, MAX_LENGTH) : name;
    name = name.toLowerCase(Locale.ROOT);
    if (name.isEmpty() || name.equals("<anonymous>") || name.equals("native")) {
      return null;
    }
    if (name.startsWith("<")) {
      return NUMBER.matcher(name).replaceAll("#");
    }
    return BUILD_HASH.matcher(name).replaceAll("");
  }

  private static String until(String text, char end) {
    int at = text.indexOf(end);
    return at > 0 ? text.substring(0, at) : text;
  }
}
