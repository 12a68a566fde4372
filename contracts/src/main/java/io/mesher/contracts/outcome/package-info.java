/** What became of events that never reached the database. */
@NullMarked
package io.mesher.contracts.outcome;

import org.jspecify.annotations.NullMarked;
