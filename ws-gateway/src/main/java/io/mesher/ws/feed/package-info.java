/** The live topics, read from now on by this replica alone: every replica sees every record. */
@NullMarked
package io.mesher.ws.feed;

import org.jspecify.annotations.NullMarked;
