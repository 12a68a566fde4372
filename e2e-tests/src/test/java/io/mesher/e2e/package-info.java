/** The packaged system, started by the launcher's own code and used as its users use it. */
@NullMarked
package io.mesher.e2e;

import org.jspecify.annotations.NullMarked;
