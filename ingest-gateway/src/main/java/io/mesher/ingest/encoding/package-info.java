/** Content encodings, undone in bounded steps. Pure. */
@NullMarked
package io.mesher.ingest.encoding;

import org.jspecify.annotations.NullMarked;
