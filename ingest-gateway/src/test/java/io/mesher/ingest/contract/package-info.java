/** The public contract of the intake, row by row, over real servers. */
@NullMarked
package io.mesher.ingest.contract;

import org.jspecify.annotations.NullMarked;
