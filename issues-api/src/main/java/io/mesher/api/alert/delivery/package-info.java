/** Takes alerts to their targets, again and again for a day. */
@NullMarked
package io.mesher.api.alert.delivery;

import org.jspecify.annotations.NullMarked;
