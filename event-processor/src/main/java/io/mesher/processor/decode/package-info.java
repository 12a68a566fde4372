/** Reads a client's bytes as JSON, however odd, into a tree of bounded depth and clean texts. */
@NullMarked
package io.mesher.processor.decode;

import org.jspecify.annotations.NullMarked;
