/** The WebSocket gateway: live streams to people, events from clients. A package is a feature. */
@NullMarked
package io.mesher.ws;

import org.jspecify.annotations.NullMarked;
