package io.mesher.contracts.issue;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of an issue on {@code mesher.issues.changed}, keyed by the issue's id, sent through the
 * outbox.
 *
 * @param action new, resolved, archived, unresolved, discarded, regressed, escalated, assigned,
 *     deleted
 * @param version the issue's version after the change; readers ignore one that is not newer than
 *     the newest they know
 * @param actorId the user who did it; null when Mesher did
 */
public record IssueChanged(
    UUID projectId,
    UUID issueId,
    long version,
    String action,
    String status,
    String level,
    String title,
    Instant at,
    @Nullable UUID actorId) {}
