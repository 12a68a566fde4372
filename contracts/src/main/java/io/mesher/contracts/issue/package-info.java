/** What happens to issues, as told to streams, alerts and caches. */
@NullMarked
package io.mesher.contracts.issue;

import org.jspecify.annotations.NullMarked;
