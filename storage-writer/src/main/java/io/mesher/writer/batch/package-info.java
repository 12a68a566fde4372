/** What a batch of events means for the database: pure decisions, no SQL, no framework. */
@NullMarked
package io.mesher.writer.batch;

import org.jspecify.annotations.NullMarked;
