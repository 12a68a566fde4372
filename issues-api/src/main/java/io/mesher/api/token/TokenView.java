package io.mesher.api.token;

import io.mesher.api.access.Scope;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token as the API shows it: without the token.
 *
 * @param orgId null for a personal one
 * @param lastUsedAt to the minute
 */
public record TokenView(
    UUID id,
    String label,
    Scope scope,
    @Nullable UUID orgId,
    Instant createdAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant revokedAt) {}
