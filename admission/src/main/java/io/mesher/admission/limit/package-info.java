/** How many events a project may send in a window, over all replicas. */
@NullMarked
package io.mesher.admission.limit;

import org.jspecify.annotations.NullMarked;
