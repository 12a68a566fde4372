package io.mesher.api.web;

import org.jspecify.annotations.Nullable;

/** Names that people see. */
public final class Names {
  /** Most characters of one. */
  public static final int LONGEST = 200;

  /** What one that may be absent must match: at least a character that can be seen. */
  public static final String VISIBLE = "[\\s\\S]*\\S[\\s\\S]*";

  /** What is said of one that does not. */
  public static final String MESSAGE = "must not be blank";

  private Names() {}

  /** Without blanks around it; null stays null. */
  public static @Nullable String stripped(@Nullable String name) {
    return name == null ? null : name.strip();
  }
}
