package io.mesher.admission.credential;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What admission knows of a key. Kept in Redis as JSON: members may be added, never renamed.
 *
 * @param rateLimitEvents events a window of the project through this key alone; null: only the
 *     project's limit
 */
public record ProjectKey(UUID id, UUID projectId, @Nullable Integer rateLimitEvents) {}
