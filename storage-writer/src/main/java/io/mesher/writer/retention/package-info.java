/** What is too old, or deleted, goes: in bounded steps. */
@NullMarked
package io.mesher.writer.retention;

import org.jspecify.annotations.NullMarked;
