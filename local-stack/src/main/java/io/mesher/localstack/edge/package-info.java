/**
 * The one origin: routes every request by its path to the service that answers it, as an Ingress
 * does.
 */
@NullMarked
package io.mesher.localstack.edge;

import org.jspecify.annotations.NullMarked;
