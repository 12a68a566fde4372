/** The whole system on one machine without Docker. */
@NullMarked
package io.mesher.localstack;

import org.jspecify.annotations.NullMarked;
