/** Messages that a transaction decides and the relay publishes after it. */
@NullMarked
package io.mesher.api.outbox;

import org.jspecify.annotations.NullMarked;
