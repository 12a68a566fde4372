/** Background work: claimed by one replica at a time, done in short steps, recorded. */
@NullMarked
package io.mesher.writer.job;

import org.jspecify.annotations.NullMarked;
