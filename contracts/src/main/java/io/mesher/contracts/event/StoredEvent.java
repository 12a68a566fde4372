package io.mesher.contracts.event;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the storage-writer publishes to {@code mesher.events.stored} after its commit: enough for a
 * live stream, small and scrubbed. A redelivered record publishes it again: readers drop repeats by
 * event id.
 *
 * @param newIssue whether this event was the first of its issue
 */
public record StoredEvent(
    UUID projectId,
    UUID issueId,
    UUID eventId,
    boolean newIssue,
    Instant receivedAt,
    Instant timestamp,
    String level,
    String message,
    String title,
    String culprit,
    @Nullable String environment,
    @Nullable String release,
    Map<String, String> tags) {}
