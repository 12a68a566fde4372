/** Several replicas of the services under load: killed, added, drained, restarted. */
@NullMarked
package io.mesher.e2e.scale;

import org.jspecify.annotations.NullMarked;
