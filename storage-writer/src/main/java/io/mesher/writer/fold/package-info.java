/** Totals of many shards become one row once their time is over. */
@NullMarked
package io.mesher.writer.fold;

import org.jspecify.annotations.NullMarked;
