package io.mesher.processor.normalise;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an event from outside its body.
 *
 * @param sdk as the client introduced itself at the door, {@code name/version}
 * @param peerAddress the address it was sent from
 */
public record Origin(
    UUID eventId, Instant receivedAt, @Nullable String sdk, @Nullable String peerAddress) {}
