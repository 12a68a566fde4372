/** One batch, one transaction: the statements and what their failures mean. */
@NullMarked
package io.mesher.writer.store;

import org.jspecify.annotations.NullMarked;
