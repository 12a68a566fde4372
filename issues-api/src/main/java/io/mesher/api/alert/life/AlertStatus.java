package io.mesher.api.alert.life;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where an alert stands; it only ever goes forward. */
enum AlertStatus {
  ACTIVE,
  ACKNOWLEDGED,
  RESOLVED;

  /** The name on the wire and in the database. */
  @JsonValue
  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status of a name on the wire. */
  static Optional<AlertStatus> ofWire(String name) {
    return Arrays.stream(values()).filter(status -> status.wire().equals(name)).findFirst();
  }
}
