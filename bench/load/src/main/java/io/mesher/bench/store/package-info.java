/** The writer's rate beside that of plain inserts of the same rows, in one run. */
@NullMarked
package io.mesher.bench.store;

import org.jspecify.annotations.NullMarked;
