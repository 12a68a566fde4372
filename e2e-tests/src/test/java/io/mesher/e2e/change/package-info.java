/** What is changed through the API takes effect at gateways, sockets and writers. */
@NullMarked
package io.mesher.e2e.change;

import org.jspecify.annotations.NullMarked;
