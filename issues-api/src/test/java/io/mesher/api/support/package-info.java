/** People who use the API in tests. */
@NullMarked
package io.mesher.api.support;

import org.jspecify.annotations.NullMarked;
