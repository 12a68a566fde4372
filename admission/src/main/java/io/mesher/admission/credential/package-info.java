/** Whose key this is: parsed, looked up, cached, and forgotten in time. */
@NullMarked
package io.mesher.admission.credential;

import org.jspecify.annotations.NullMarked;
