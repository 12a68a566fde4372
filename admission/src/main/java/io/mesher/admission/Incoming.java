package io.mesher.admission;

import io.mesher.contracts.event.EventSource;
import io.opentelemetry.context.Context;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that was read and found fit, about to be admitted.
 *
 * @param eventId the client's, or one made for it
 * @param body its JSON as the client sent it, inflated; not changed by anybody from here on
 * @param sdk {@code name/version} as told at the door
 * @param peerAddress the client's IP address
 * @param trace of the request that brought it; the root when that is not traced
 */
public record Incoming(
    UUID eventId,
    EventSource source,
    byte[] body,
    @Nullable String sdk,
    @Nullable String peerAddress,
    Context trace) {}
