/** Why something was not accepted, and how that is said on the wire. */
@NullMarked
package io.mesher.admission.refusal;

import org.jspecify.annotations.NullMarked;
