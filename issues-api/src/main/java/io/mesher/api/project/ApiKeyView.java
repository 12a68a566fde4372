package io.mesher.api.project;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A key as the API shows it. */
public record ApiKeyView(
    UUID id,
    UUID projectId,
    String keyValue,
    String label,
    Instant createdAt,
    @Nullable Instant revokedAt,
    String dsn) {}
