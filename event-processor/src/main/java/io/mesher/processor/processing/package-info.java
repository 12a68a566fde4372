/** One accepted event in, one grouped event out: puts the pure steps in their order. */
@NullMarked
package io.mesher.processor.processing;

import org.jspecify.annotations.NullMarked;
