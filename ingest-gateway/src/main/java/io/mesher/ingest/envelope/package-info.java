/** Sentry's envelope endpoint, with a streaming parser of our own. */
@NullMarked
package io.mesher.ingest.envelope;

import org.jspecify.annotations.NullMarked;
