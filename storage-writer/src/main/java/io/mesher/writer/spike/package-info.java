/** Archived issues that became loud again are brought back. */
@NullMarked
package io.mesher.writer.spike;

import org.jspecify.annotations.NullMarked;
