/** Packaged services as processes. */
@NullMarked
package io.mesher.bench.process;

import org.jspecify.annotations.NullMarked;
