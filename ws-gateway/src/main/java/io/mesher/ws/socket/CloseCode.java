package io.mesher.ws.socket;

import io.vertx.core.http.ServerWebSocket;

/** Why a connection ends, as RFC 6455 section 7.4 and the registry of close codes have it. */
public enum CloseCode {
  /** A binary message where text is spoken. */
  UNSUPPORTED(1003),
  /** The credentials don't hold any more, or the client breaks the rules. */
  POLICY(1008),
  /** A message over the bound. */
  TOO_BIG(1009),
  /** This service's fault. */
  INTERNAL_ERROR(1011),
  /** The service goes down and will be back: connect again. */
  RESTART(1012);

  private final short code;

  CloseCode(int code) {
    this.code = (short) code;
  }

  /** Says goodbye. On the socket's event loop. */
  public void end(ServerWebSocket socket, String reason) {
    if (!socket.isClosed()) {
      socket.close(code, reason);
    }
  }
}
