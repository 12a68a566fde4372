/** What the gateway does while a server is frozen, and after. */
@NullMarked
package io.mesher.ingest.fault;

import org.jspecify.annotations.NullMarked;
