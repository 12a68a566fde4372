/** One held, pipelined connection to Redis. */
@NullMarked
package io.mesher.admission.redis;

import org.jspecify.annotations.NullMarked;
