/** What a gateway adds to traces: the request and its events' way to Kafka. */
@NullMarked
package io.mesher.admission.trace;

import org.jspecify.annotations.NullMarked;
