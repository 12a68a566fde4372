package io.mesher.ws.stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.mesher.contracts.alert.AlertFired;
import io.mesher.contracts.event.StoredEvent;
import io.mesher.contracts.issue.IssueChanged;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the stream says to its clients; {@code type} tells which. */
sealed interface StreamMessage {

  /** The member that tells what a message is. */
  @JsonProperty(index = 0)
  String type();

  /** An event is in the database. */
  record Event(String type, UUID issueId, UUID projectId, boolean newIssue, Data data)
      implements StreamMessage {

    /** What a list shows of an event; {@code eventId} as SDKs write it, 32 hex digits. */
    record Data(
        String eventId,
        String level,
        String message,
        String title,
        String culprit,
        @Nullable String environment,
        @Nullable String release,
        Instant timestamp,
        Map<String, String> tags) {}

    static Event of(StoredEvent event) {
      return new Event(
          "event",
          event.issueId(),
          event.projectId(),
          event.newIssue(),
          new Data(
              event.eventId().toString().replace("-", ""),
              event.level(),
              event.message(),
              event.title(),
              event.culprit(),
              event.environment(),
              event.release(),
              event.timestamp(),
              event.tags()));
    }
  }

  /** Something happened to an issue. */
  record Issue(
      String type,
      String action,
      UUID issueId,
      UUID projectId,
      String status,
      String level,
      String title,
      @Nullable UUID actorId)
      implements StreamMessage {

    static Issue of(IssueChanged change) {
      return new Issue(
          "issue",
          change.action(),
          change.issueId(),
          change.projectId(),
          change.status(),
          change.level(),
          change.title(),
          change.actorId());
    }
  }

  /** So many issues of the project are unresolved. */
  record IssueCount(String type, UUID projectId, long count) implements StreamMessage {
    IssueCount(UUID projectId, long count) {
      this("issue_count", projectId, count);
    }
  }

  /** An alert fired. */
  record Alert(
      String type,
      UUID alertId,
      UUID projectId,
      String ruleName,
      Map<String, Object> condition,
      String message)
      implements StreamMessage {

    static Alert of(AlertFired alert) {
      return new Alert(
          "alert",
          alert.alertId(),
          alert.projectId(),
          alert.ruleName(),
          alert.condition(),
          alert.message());
    }
  }

  /** So many messages were older than those that follow, and too many. */
  record Dropped(String type, long count) implements StreamMessage {
    Dropped(long count) {
      this("dropped", count);
    }
  }

  /** The filters of a subscribe message hold from here on. */
  record FiltersUpdated(String type) implements StreamMessage {
    FiltersUpdated() {
      this("filters_updated");
    }
  }

  /** The connection is alive though nothing happens: browsers don't show a WebSocket's pings. */
  record Ping(String type) implements StreamMessage {
    Ping() {
      this("ping");
    }
  }

  /** A message of the client was not understood. */
  record Misunderstood(String type, String error) implements StreamMessage {
    Misunderstood(String error) {
      this("error", error);
    }
  }

  /** As it goes over the wire. */
  default String json() {
    return StreamJson.write(this);
  }
}
