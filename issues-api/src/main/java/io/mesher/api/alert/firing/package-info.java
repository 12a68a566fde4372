/** An alert comes to be: its row, its messages and its rule's cooldown in one transaction. */
@NullMarked
package io.mesher.api.alert.firing;

import org.jspecify.annotations.NullMarked;
