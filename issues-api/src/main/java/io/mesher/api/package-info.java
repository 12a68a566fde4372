/** REST and UI. */
@NullMarked
package io.mesher.api;

import org.jspecify.annotations.NullMarked;
