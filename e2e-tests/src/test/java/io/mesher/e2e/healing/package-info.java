/** What dies or hangs is brought back, and nothing that was acknowledged is lost. */
@NullMarked
package io.mesher.e2e.healing;

import org.jspecify.annotations.NullMarked;
