/** Removes what is deleted: projects at once, their events in bounded steps. */
@NullMarked
package io.mesher.api.removal;

import org.jspecify.annotations.NullMarked;
