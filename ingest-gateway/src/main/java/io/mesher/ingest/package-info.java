/** HTTP intake: the native API and Sentry's protocol, on the event loop from first to last byte. */
@NullMarked
package io.mesher.ingest;

import org.jspecify.annotations.NullMarked;
