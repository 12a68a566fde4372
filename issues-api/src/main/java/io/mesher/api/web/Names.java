package io.mesher.api.web;

import org.jspecify.annotations.Nullable;

/** Names that people see. */
public final class Names {
  /** Most characters of one. */
  public static final int LONGEST = 200;

  private Names() {}

  /** Without blanks around it; null stays null. */
  public static @Nullable String stripped(@Nullable String name) {
    return name == null ? null : name.strip();
  }

  /** Whether any of its characters can be seen: blanks of every script, and marks, can't. */
  public static boolean isVisible(String name) {
    return name.codePoints().anyMatch(Names::isVisible);
  }

  private static boolean isVisible(int character) {
    return !Character.isWhitespace(character)
        && !Character.isSpaceChar(character)
        && !Character.isISOControl(character)
        && Character.getType(character) != Character.FORMAT;
  }
}
