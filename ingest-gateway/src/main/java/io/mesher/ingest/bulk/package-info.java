/** Many native events a request, each with its own verdict. */
@NullMarked
package io.mesher.ingest.bulk;

import org.jspecify.annotations.NullMarked;
