/** Sentry's older store endpoint. */
@NullMarked
package io.mesher.ingest.store;

import org.jspecify.annotations.NullMarked;
