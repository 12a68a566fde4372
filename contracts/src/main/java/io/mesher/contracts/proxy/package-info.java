/** Whose word about a client's address the services take. */
@NullMarked
package io.mesher.contracts.proxy;

import org.jspecify.annotations.NullMarked;
