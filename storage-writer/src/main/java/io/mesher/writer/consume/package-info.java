/** Reads grouped events from Kafka in batches and never goes past one that is not stored. */
@NullMarked
package io.mesher.writer.consume;

import org.jspecify.annotations.NullMarked;
