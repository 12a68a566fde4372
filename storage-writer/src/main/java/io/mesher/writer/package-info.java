/** Stores grouped events exactly once. */
@NullMarked
package io.mesher.writer;

import org.jspecify.annotations.NullMarked;
