/** A project's live messages to the sockets that watch it. */
@NullMarked
package io.mesher.ws.stream;

import org.jspecify.annotations.NullMarked;
