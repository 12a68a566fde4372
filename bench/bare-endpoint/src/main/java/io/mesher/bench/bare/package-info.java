/** What the gateway's stack does when nothing is asked of it. */
@NullMarked
package io.mesher.bench.bare;

import org.jspecify.annotations.NullMarked;
