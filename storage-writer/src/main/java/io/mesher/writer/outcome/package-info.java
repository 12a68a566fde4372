/** What became of events, counted exactly: stored or not, reported, dead or lost. */
@NullMarked
package io.mesher.writer.outcome;

import org.jspecify.annotations.NullMarked;
