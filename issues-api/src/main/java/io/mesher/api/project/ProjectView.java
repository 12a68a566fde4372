package io.mesher.api.project;

import java.time.Instant;
import java.util.UUID;

/**
 * A project as the API shows it.
 *
 * @param number what its DSN carries
 */
public record ProjectView(
    UUID id,
    long number,
    String slug,
    String name,
    String platform,
    UUID orgId,
    Instant createdAt) {}
