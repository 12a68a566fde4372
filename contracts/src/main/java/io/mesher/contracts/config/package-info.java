/** Changes of what decides who may send and see, as told to gateways and sockets. */
@NullMarked
package io.mesher.contracts.config;

import org.jspecify.annotations.NullMarked;
