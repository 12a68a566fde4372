package io.mesher.api.alert.rule;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a rule tells people. */
public enum ActionType {
  /** On the live stream, which hears of every alert anyway. */
  WEBSOCKET,
  /** A signed JSON message to a URL. */
  WEBHOOK,
  /** A readable message to a URL that understands Slack's incoming webhooks. */
  SLACK,
  /** Mail to members of the organisation. */
  EMAIL;

  /** Whether it needs a URL. */
  public boolean isHttp() {
    return this == WEBHOOK || this == SLACK;
  }

  /** The name on the wire and in the database. */
  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type of a name on the wire. */
  public static Optional<ActionType> ofWire(String name) {
    return Arrays.stream(values()).filter(type -> type.wire().equals(name)).findFirst();
  }
}
