/** The gateway's rate beside that of a bare endpoint, in one run. */
@NullMarked
package io.mesher.bench.ingest;

import org.jspecify.annotations.NullMarked;
