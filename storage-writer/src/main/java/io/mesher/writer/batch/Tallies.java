package io.mesher.writer.batch;

import io.mesher.contracts.event.GroupedEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** What the events that are really stored add to the roll-ups, all by the gateway's time. */
public final class Tallies {
  private final Map<Volume, Long> minutes = new LinkedHashMap<>();
  private final Map<Volume, Long> hours = new LinkedHashMap<>();
  private final Map<IssueHour, Long> issueHours = new LinkedHashMap<>();
  private final Map<ReleaseKey, Span> releases = new LinkedHashMap<>();

  public Tallies(Iterable<GroupedEvent> stored, Function<GroupedEvent, UUID> issueOf) {
    for (var event : stored) {
      minutes.merge(volume(event, ChronoUnit.MINUTES), 1L, Long::sum);
      hours.merge(volume(event, ChronoUnit.HOURS), 1L, Long::sum);
      var hour = event.receivedAt().truncatedTo(ChronoUnit.HOURS);
      issueHours.merge(new IssueHour(issueOf.apply(event), event.projectId(), hour), 1L, Long::sum);
      if (event.release() != null) {
        var at = event.receivedAt();
        releases.merge(
            new ReleaseKey(event.projectId(), event.release()), new Span(at, at), Span::plus);
      }
    }
  }

  private static Volume volume(GroupedEvent event, ChronoUnit unit) {
    return new Volume(
        event.projectId(),
        event.receivedAt().truncatedTo(unit),
        event.level(),
        event.environment() == null ? "" : event.environment());
  }

  public Map<Volume, Long> minutes() {
    return minutes;
  }

  public Map<Volume, Long> hours() {
    return hours;
  }

  public Map<IssueHour, Long> issueHours() {
    return issueHours;
  }

  public Map<ReleaseKey, Span> releases() {
    return releases;
  }

  /**
   * A project's events of a time, level and environment.
   *
   * @param environment empty where the event named none
   */
  public record Volume(UUID projectId, Instant bucket, String level, String environment) {}

  /** An issue's events of an hour. */
  public record IssueHour(UUID issueId, UUID projectId, Instant bucket) {}

  /** A release of a project. */
  public record ReleaseKey(UUID projectId, String release) {}

  /** From the first to the last event. */
  public record Span(Instant first, Instant last) {
    Span plus(Span other) {
      return new Span(
          first.isBefore(other.first) ? first : other.first,
          last.isAfter(other.last) ? last : other.last);
    }
  }
}
