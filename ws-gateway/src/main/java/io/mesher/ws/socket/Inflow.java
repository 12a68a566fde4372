package io.mesher.ws.socket;

import io.netty.channel.ChannelConfig;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Whether more of a client's bytes are read. Pausing a socket would not do: it goes on reading
 * until 16 frames of up to 1 MiB each lie in memory. This stops the reading at once, and the
 * network holds the client back. On the socket's event loop.
 */
public final class Inflow {
  private final ChannelConfig channel;

  Inflow(HttpConnection connection) {
    this.channel = ((ConnectionBase) connection).channel().config();
  }

  /** Reads on, or not. */
  public void open(boolean open) {
    if (channel.isAutoRead() != open) {
      channel.setAutoRead(open);
    }
  }
}
