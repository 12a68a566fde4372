/** What an operator sees of a running system. */
@NullMarked
package io.mesher.e2e.observe;

import org.jspecify.annotations.NullMarked;
