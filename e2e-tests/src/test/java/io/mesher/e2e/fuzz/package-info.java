/** The API against what its own document allows, and what it does not. */
@NullMarked
package io.mesher.e2e.fuzz;

import org.jspecify.annotations.NullMarked;
