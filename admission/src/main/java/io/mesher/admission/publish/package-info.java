/** Accepted events on their way to Kafka, acknowledged or refused. */
@NullMarked
package io.mesher.admission.publish;

import org.jspecify.annotations.NullMarked;
