package io.mesher.ws.socket;

/** What happens to every socket sooner or later; on its event loop. */
public interface SocketLife {

  /** It is time to find out whether the client is still there. */
  void ping();

  /** It is gone, by whosever will. */
  void closed();
}
