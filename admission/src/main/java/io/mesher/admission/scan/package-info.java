/** What must be known of an event before it is accepted, read in one pass without a tree. Pure. */
@NullMarked
package io.mesher.admission.scan;

import org.jspecify.annotations.NullMarked;
