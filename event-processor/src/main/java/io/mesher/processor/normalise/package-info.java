/** Brings every shape that SDKs send into one, and every size within bounds. */
@NullMarked
package io.mesher.processor.normalise;

import org.jspecify.annotations.NullMarked;
