/** One native event a request. */
@NullMarked
package io.mesher.ingest.single;

import org.jspecify.annotations.NullMarked;
