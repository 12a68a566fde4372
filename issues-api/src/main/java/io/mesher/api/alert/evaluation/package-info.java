/** Decides when rules fire: at transitions of issues, and by roll-ups. */
@NullMarked
package io.mesher.api.alert.evaluation;

import org.jspecify.annotations.NullMarked;
