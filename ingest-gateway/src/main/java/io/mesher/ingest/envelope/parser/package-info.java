/**
 * A streaming parser of Sentry's envelopes: bytes in, items out, nothing kept that is not wanted.
 * Pure.
 */
@NullMarked
package io.mesher.ingest.envelope.parser;

import org.jspecify.annotations.NullMarked;
