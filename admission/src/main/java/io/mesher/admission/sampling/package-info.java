/** Which events a sample rate keeps. Pure. */
@NullMarked
package io.mesher.admission.sampling;

import org.jspecify.annotations.NullMarked;
