/** Changes of keys and projects, as they take effect at the door. */
@NullMarked
package io.mesher.ingest.change;

import org.jspecify.annotations.NullMarked;
