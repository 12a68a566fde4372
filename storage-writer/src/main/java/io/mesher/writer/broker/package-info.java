/** Publishing to Kafka with the acknowledgement awaited. */
@NullMarked
package io.mesher.writer.broker;

import org.jspecify.annotations.NullMarked;
