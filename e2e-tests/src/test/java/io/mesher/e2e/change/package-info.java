/** What is changed through the API takes effect at gateways and sockets. */
@NullMarked
package io.mesher.e2e.change;

import org.jspecify.annotations.NullMarked;
