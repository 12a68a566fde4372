package io.mesher.api.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far an API token reaches; a session reaches as far as its user. */
public enum Scope {
  /** Sees. */
  READ,
  /** Also works on issues. */
  WRITE,
  /** Also manages, as far as its owner's role goes. */
  ADMIN;

  /** Whether this scope is enough where {@code needed} is asked for. */
  public boolean covers(Scope needed) {
    return compareTo(needed) >= 0;
  }

  /** The name on the wire and in the database. */
  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The scope of a name on the wire. */
  public static Optional<Scope> ofWire(String name) {
    return Arrays.stream(values()).filter(scope -> scope.wire().equals(name)).findFirst();
  }
}
