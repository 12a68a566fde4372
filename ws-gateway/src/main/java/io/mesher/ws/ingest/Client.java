package io.mesher.ws.ingest;

import io.mesher.admission.credential.Credentials;
import org.jspecify.annotations.Nullable;

/**
 * Who connected, as the handshake said it.
 *
 * @param origin of the page that connected; null when no page did
 */
record Client(Credentials credentials, @Nullable String origin, @Nullable String peerAddress) {}
