package io.mesher.writer.outcome;

import io.mesher.contracts.event.DeadEvent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record that lies in the dead letters.
 *
 * @param projectId null when it does not say whose it was
 */
public record Death(@Nullable UUID projectId, DeadEvent event) {}
