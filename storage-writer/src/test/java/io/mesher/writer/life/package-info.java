/** Writers that are killed, frozen, cut off and robbed of their place. */
@NullMarked
package io.mesher.writer.life;

import org.jspecify.annotations.NullMarked;
