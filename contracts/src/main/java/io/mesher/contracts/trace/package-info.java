/** The trace that a record belongs to. */
@NullMarked
package io.mesher.contracts.trace;

import org.jspecify.annotations.NullMarked;
