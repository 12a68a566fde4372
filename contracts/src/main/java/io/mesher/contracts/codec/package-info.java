/** Bytes of records on topics: versioned, and old bytes go on being read. */
@NullMarked
package io.mesher.contracts.codec;

import org.jspecify.annotations.NullMarked;
