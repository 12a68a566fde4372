package io.mesher.writer.batch;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An issue as it is under the transaction's lock. */
public record LockedIssue(
    UUID id,
    UUID projectId,
    String status,
    String level,
    String title,
    long version,
    @Nullable Instant resolvedAt) {

  public boolean isDiscarded() {
    return status.equals("discarded");
  }

  /**
   * Only what arrived after the resolution contradicts it; older events were still on their way.
   */
  public boolean isContradictedBy(Instant receivedAt) {
    return status.equals("resolved") && resolvedAt != null && receivedAt.isAfter(resolvedAt);
  }
}
