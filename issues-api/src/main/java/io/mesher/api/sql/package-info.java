/** Set-based reads: conditions that are put together, rows in the API's types. */
@NullMarked
package io.mesher.api.sql;

import org.jspecify.annotations.NullMarked;
