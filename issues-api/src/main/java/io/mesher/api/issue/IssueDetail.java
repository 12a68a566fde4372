package io.mesher.api.issue;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An issue with what surrounds it.
 *
 * @param regressedAt when it came back after it had been resolved, until somebody decides again
 * @param latestEvent null when retention has taken all of its events
 * @param tags how its events' tags are distributed
 * @param activity the newest lines of its trail
 */
public record IssueDetail(
    UUID id,
    UUID projectId,
    String title,
    String culprit,
    String level,
    String platform,
    String status,
    String fingerprint,
    long eventCount,
    long userCount,
    Instant firstSeen,
    Instant lastSeen,
    @Nullable UUID assignedTo,
    @Nullable Instant resolvedAt,
    @Nullable Instant regressedAt,
    int groupingVersion,
    @Nullable LatestEvent latestEvent,
    List<TagDistribution> tags,
    List<Activity> activity) {

  /** The event received last. */
  public record LatestEvent(UUID id, String level, String message, Instant receivedAt) {}

  IssueDetail with(List<TagDistribution> found, List<Activity> lines) {
    return new IssueDetail(
        id,
        projectId,
        title,
        culprit,
        level,
        platform,
        status,
        fingerprint,
        eventCount,
        userCount,
        firstSeen,
        lastSeen,
        assignedTo,
        resolvedAt,
        regressedAt,
        groupingVersion,
        latestEvent,
        found,
        lines);
  }
}
