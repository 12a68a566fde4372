/** Events as they come in life, the same at every run. */
@NullMarked
package io.mesher.bench.corpus;

import org.jspecify.annotations.NullMarked;
