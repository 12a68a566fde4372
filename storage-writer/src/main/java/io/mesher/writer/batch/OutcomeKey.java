package io.mesher.writer.batch;

import io.mesher.contracts.event.GroupedEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What became of something, by the hour in which it was received or reported. */
public record OutcomeKey(
    UUID projectId, Instant bucket, String outcome, String reason, String category) {
  public static final String ACCEPTED = "accepted";
  public static final String DEDUPLICATED = "deduplicated";
  public static final String DISCARDED = "discarded";

  private static final String ERROR = "error";

  public OutcomeKey {
    bucket = bucket.truncatedTo(ChronoUnit.HOURS);
  }

  /** Adds one for each event. */
  public static void count(
      Map<OutcomeKey, Long> outcomes, List<GroupedEvent> events, String outcome) {
    for (var event : events) {
      outcomes.merge(of(event.projectId(), event.receivedAt(), outcome, ""), 1L, Long::sum);
    }
  }

  /** The outcome of an event. */
  public static OutcomeKey of(UUID projectId, Instant at, String outcome, String reason) {
    return new OutcomeKey(projectId, at, outcome, reason, ERROR);
  }
}
