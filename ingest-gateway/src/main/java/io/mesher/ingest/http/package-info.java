/** Reading bodies within bounds, answering, CORS: what every endpoint shares. */
@NullMarked
package io.mesher.ingest.http;

import org.jspecify.annotations.NullMarked;
