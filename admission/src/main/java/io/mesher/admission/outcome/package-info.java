/** Counts of what was not accepted, sent in small aggregates. */
@NullMarked
package io.mesher.admission.outcome;

import org.jspecify.annotations.NullMarked;
