package io.mesher.ws.socket;

import io.vertx.core.Context;
import io.vertx.core.http.ServerWebSocket;

/**
 * A request that has become a socket.
 *
 * @param context the socket's event loop
 */
public record Upgraded(ServerWebSocket socket, Context context, Inflow inflow) {}
