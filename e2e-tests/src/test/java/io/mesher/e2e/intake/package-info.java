/** What goes in by HTTP comes out of the API and the live stream. */
@NullMarked
package io.mesher.e2e.intake;

import org.jspecify.annotations.NullMarked;
