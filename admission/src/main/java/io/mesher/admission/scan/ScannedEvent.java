package io.mesher.admission.scan;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What admission reads of an event.
 *
 * @param id as the client chose it; null when it chose none
 */
public record ScannedEvent(@Nullable UUID id) {}
