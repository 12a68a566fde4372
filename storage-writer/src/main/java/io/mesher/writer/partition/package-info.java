/** Tables of days: made ahead, made when missing. */
@NullMarked
package io.mesher.writer.partition;

import org.jspecify.annotations.NullMarked;
