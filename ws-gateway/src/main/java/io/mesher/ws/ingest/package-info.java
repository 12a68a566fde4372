/** Events from clients over a WebSocket: a verdict for each, in their order. */
@NullMarked
package io.mesher.ws.ingest;

import org.jspecify.annotations.NullMarked;
