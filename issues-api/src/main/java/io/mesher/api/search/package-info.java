/** Finds events by words and by tag. */
@NullMarked
package io.mesher.api.search;

import org.jspecify.annotations.NullMarked;
