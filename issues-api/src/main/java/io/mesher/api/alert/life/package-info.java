/** Alerts after they fired: active, acknowledged, resolved. */
@NullMarked
package io.mesher.api.alert.life;

import org.jspecify.annotations.NullMarked;
