/** How quickly lists, searches and dashboards answer while events come in, on a large database. */
@NullMarked
package io.mesher.bench.read;

import org.jspecify.annotations.NullMarked;
