/** {@code ./mesher bench}: measurements that anyone can repeat. */
@NullMarked
package io.mesher.bench;

import org.jspecify.annotations.NullMarked;
