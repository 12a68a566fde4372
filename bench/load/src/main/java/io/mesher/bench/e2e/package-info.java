/** The rate and the latency of the whole system on one machine. */
@NullMarked
package io.mesher.bench.e2e;

import org.jspecify.annotations.NullMarked;
