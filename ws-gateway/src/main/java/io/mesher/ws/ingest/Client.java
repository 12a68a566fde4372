package io.mesher.ws.ingest;

import io.mesher.admission.credential.Credentials;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * Who connected, as the handshake said it.
 *
 * @param origin of the page that connected; null when no page did
 * @param trace that the client was in when it connected; the root without one
 */
record Client(
    Credentials credentials,
    @Nullable String origin,
    @Nullable String peerAddress,
    Context trace) {}
