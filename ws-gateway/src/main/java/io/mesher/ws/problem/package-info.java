/** How a handshake is refused: an HTTP answer before the upgrade, as RFC 9457 has it. */
@NullMarked
package io.mesher.ws.problem;

import org.jspecify.annotations.NullMarked;
