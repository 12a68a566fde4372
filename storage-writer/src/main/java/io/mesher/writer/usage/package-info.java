/** How much each project stores, measured. */
@NullMarked
package io.mesher.writer.usage;

import org.jspecify.annotations.NullMarked;
