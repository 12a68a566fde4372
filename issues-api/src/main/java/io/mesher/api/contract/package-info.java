/** What the published document says of every call alike: bounds, errors, examples. */
@NullMarked
package io.mesher.api.contract;

import org.jspecify.annotations.NullMarked;
