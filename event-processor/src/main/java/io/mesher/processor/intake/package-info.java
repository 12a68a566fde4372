/** Reads accepted events from Kafka, writes grouped and dead ones, and says how it fares. */
@NullMarked
package io.mesher.processor.intake;

import org.jspecify.annotations.NullMarked;
