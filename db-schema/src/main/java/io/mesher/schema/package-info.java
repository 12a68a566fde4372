/** The job that prepares an installation: migrations and topics, before any service starts. */
@NullMarked
package io.mesher.schema;

import org.jspecify.annotations.NullMarked;
