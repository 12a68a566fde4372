package io.mesher.api.web;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How bad it is, worst first. */
public enum Level {
  FATAL,
  ERROR,
  WARNING,
  INFO,
  DEBUG;

  /** The name on the wire and in the database. */
  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The level of a name on the wire. */
  public static Optional<Level> ofWire(String name) {
    return Arrays.stream(values()).filter(level -> level.wire().equals(name)).findFirst();
  }
}
