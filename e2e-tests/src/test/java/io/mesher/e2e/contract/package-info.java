/** What clients of the original rely on, through the edge, with the first account's credentials. */
@NullMarked
package io.mesher.e2e.contract;

import org.jspecify.annotations.NullMarked;
