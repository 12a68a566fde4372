/** Tickets: what opens a live stream for who can't send a header. */
@NullMarked
package io.mesher.api.ticket;

import org.jspecify.annotations.NullMarked;
