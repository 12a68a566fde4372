package io.mesher.ws.socket;

/**
 * What becomes of an accepted handshake.
 *
 * @param <T> what was decided about it
 */
public interface Opening<T> {

  /** Takes the socket; runs on its event loop. */
  SocketLife open(Upgraded upgraded, T decided);

  /** The client went away before the socket was there. */
  void aborted(T decided);
}
