package io.mesher.api.issue;

import java.util.Locale;

/** What people do to an issue's status. */
enum Transition {
  RESOLVE("resolved"),
  ARCHIVE("archived"),
  UNRESOLVE("unresolved"),
  DISCARD("discarded");

  private final String action;

  Transition(String action) {
    this.action = action;
  }

  /** What was done, in the activity trail and on the stream. */
  String action() {
    return action;
  }

  /** The name on the wire. */
  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
