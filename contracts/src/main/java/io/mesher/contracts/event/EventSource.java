package io.mesher.contracts.event;

import io.mesher.contracts.codec.UnreadableRecordException;

/** By which door an event came in; decides how its body is read. */
public enum EventSource {
  /** Mesher's own JSON, over HTTP or the WebSocket. */
  NATIVE,
  /** An event item of a Sentry envelope. */
  ENVELOPE,
  /** Sentry's older store endpoint: one JSON event. */
  STORE;

  private static final EventSource[] VALUES = values();

  /** The number on the wire; never reorder. */
  byte wire() {
    return (byte) ordinal();
  }

  static EventSource ofWire(byte wire) {
    if (wire < 0 || wire >= VALUES.length) {
      throw new UnreadableRecordException("unknown event source " + wire);
    }
    return VALUES[wire];
  }
}
