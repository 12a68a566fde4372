/** Readiness on the main port, for whoever can't reach the management port. */
@NullMarked
package io.mesher.api.health;

import org.jspecify.annotations.NullMarked;
