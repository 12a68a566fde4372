/** API tokens: personal ones and those of an organisation. */
@NullMarked
package io.mesher.api.token;

import org.jspecify.annotations.NullMarked;
