package io.mesher.api.alert.rule;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a rule watches for. */
public enum ConditionType {
  /** More than so many events in so many minutes. */
  THRESHOLD,
  /** An issue that was not there before. */
  NEW_ISSUE,
  /** A resolved issue that happens again. */
  REGRESSION,
  /** Many times the events that are usual. */
  SPIKE,
  /** An issue that more than so many people met. */
  USERS_AFFECTED;

  /** Whether it holds for a while, so that its alert ends by itself. */
  public boolean isEpisode() {
    return this == THRESHOLD || this == SPIKE;
  }

  /** The name on the wire and in the database. */
  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type of a name on the wire. */
  public static Optional<ConditionType> ofWire(String name) {
    return Arrays.stream(values()).filter(type -> type.wire().equals(name)).findFirst();
  }
}
