/** The load generator and what it says. */
@NullMarked
package io.mesher.bench.wrk;

import org.jspecify.annotations.NullMarked;
