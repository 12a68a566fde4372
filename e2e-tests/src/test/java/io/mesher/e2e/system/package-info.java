/** The running system that tests share, and the means to use it. */
@NullMarked
package io.mesher.e2e.system;

import org.jspecify.annotations.NullMarked;
