/** The relay: publishes what transactions have decided, one relay at a time. */
@NullMarked
package io.mesher.writer.outbox;

import org.jspecify.annotations.NullMarked;
