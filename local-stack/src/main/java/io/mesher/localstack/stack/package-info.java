/** The whole: starts servers, schema, services, edge and supervisor in order, and stops them. */
@NullMarked
package io.mesher.localstack.stack;

import org.jspecify.annotations.NullMarked;
