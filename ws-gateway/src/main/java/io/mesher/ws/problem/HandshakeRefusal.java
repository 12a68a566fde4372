package io.mesher.ws.problem;

import java.util.Objects;

/** A handshake that is refused: the answer it gets is its own. */
public final class HandshakeRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String error;

  private HandshakeRefusal(int status, String error, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.error = error;
  }

  /** No credentials, or such as nobody has. */
  public static HandshakeRefusal unauthorized() {
    return new HandshakeRefusal(
        401, "unauthorized", "A session cookie, a bearer token or a ticket is needed.");
  }

  /** A browser on another site tries to use the cookie of its user. */
  public static HandshakeRefusal foreignOrigin() {
    return new HandshakeRefusal(
        403, "origin not allowed", "The cookie is not taken from this origin.");
  }

  /** Not there, or not for the caller to see: nobody learns which. */
  public static HandshakeRefusal projectNotFound() {
    return new HandshakeRefusal(
        404, "project not found", "There is no such project that you may see.");
  }

  /** A path that this service does not serve. */
  public static HandshakeRefusal nothingHere() {
    return new HandshakeRefusal(404, "not found", "There is nothing at this path.");
  }

  /** A plain request where a WebSocket is served. */
  public static HandshakeRefusal upgradeRequired() {
    return new HandshakeRefusal(
        426, "websocket upgrade required", "This path speaks WebSocket only.");
  }

  /** The caller, or everybody together, has as many connections as there may be. */
  public static HandshakeRefusal tooManyConnections() {
    return new HandshakeRefusal(
        429, "too many connections", "Close some of your streams before you open another.");
  }

  /** What decides about the handshake can't be reached. */
  public static HandshakeRefusal unavailable() {
    return new HandshakeRefusal(503, "temporarily unavailable", "Try again in a moment.");
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The short text that clients rely on. */
  public String error() {
    return error;
  }

  /** A sentence for people. */
  public String detail() {
    return Objects.requireNonNull(getMessage());
  }
}
