/** An event on its way: as accepted, as grouped, as stored. */
@NullMarked
package io.mesher.contracts.event;

import org.jspecify.annotations.NullMarked;
