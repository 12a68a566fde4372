/** How far the services behind Kafka are behind, and what the gateways make of it. */
@NullMarked
package io.mesher.admission.pressure;

import org.jspecify.annotations.NullMarked;
