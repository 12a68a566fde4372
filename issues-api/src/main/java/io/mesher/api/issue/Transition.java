package io.mesher.api.issue;

import java.util.Arrays;
import java.util.List;
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

  /** The statuses that it leads on from. */
  List<IssueStatus> from() {
    return Arrays.stream(IssueStatus.values())
        .filter(status -> IssueState.of(status).after(this).isPresent())
        .toList();
  }

  /** The name on the wire. */
  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
