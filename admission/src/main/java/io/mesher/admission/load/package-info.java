/** Bounds on the bytes that wait in memory. */
@NullMarked
package io.mesher.admission.load;

import org.jspecify.annotations.NullMarked;
