package io.mesher.api.issue;

import io.mesher.api.problem.BadRequestException;
import io.mesher.api.sql.Rows;
import io.mesher.api.web.PageRequest.Cursor;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a list of issues is sorted by: newest or most first, equals by id. */
enum IssueSort {
  LAST_SEEN("last_seen"),
  FIRST_SEEN("first_seen"),
  EVENTS("event_count"),
  USERS("user_count");

  private final String column;

  IssueSort(String column) {
    this.column = column;
  }

  /** Of the query parameter; last seen when absent. */
  static IssueSort ofParameter(@Nullable String name) {
    if (name == null) {
      return LAST_SEEN;
    }
    return Arrays.stream(values())
        .filter(sort -> sort.wire().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                BadRequestException.field(
                    "sort", "must be last_seen, first_seen, events or users"));
  }

  private String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  String orderBy() {
    return "i." + column + " DESC, i.id DESC";
  }

  /** The condition that leaves what comes after a cursor. */
  String after() {
    return "(i." + column + ", i.id) < (?, ?)";
  }

  Object parameter(Cursor after) {
    return switch (this) {
      case LAST_SEEN, FIRST_SEEN -> Rows.parameter(after.time());
      case EVENTS, USERS -> after.count();
    };
  }

  String cursorOf(IssueSummary issue) {
    return switch (this) {
      case LAST_SEEN -> issue.lastSeen().toString();
      case FIRST_SEEN -> issue.firstSeen().toString();
      case EVENTS -> Long.toString(issue.eventCount());
      case USERS -> Long.toString(issue.userCount());
    };
  }
}
