/** Hears of changes of what is cached, and passes them on in this process. */
@NullMarked
package io.mesher.admission.change;

import org.jspecify.annotations.NullMarked;
