package io.mesher.api.issue;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where an issue stands. */
public enum IssueStatus {
  UNRESOLVED,
  RESOLVED,
  ARCHIVED,
  DISCARDED;

  /** The name on the wire and in the database. */
  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status of a name on the wire. */
  public static Optional<IssueStatus> ofWire(String name) {
    return Arrays.stream(values()).filter(status -> status.wire().equals(name)).findFirst();
  }
}
