/** Who asks for a stream, and whether a project is theirs to see. */
@NullMarked
package io.mesher.ws.access;

import org.jspecify.annotations.NullMarked;
