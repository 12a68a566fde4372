/** Alerts and live streams through more than one replica. */
@NullMarked
package io.mesher.e2e.alert;

import org.jspecify.annotations.NullMarked;
