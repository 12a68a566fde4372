/** What every socket of this service has in common: bounds, pings, the end of silent ones. */
@NullMarked
package io.mesher.ws.socket;

import org.jspecify.annotations.NullMarked;
