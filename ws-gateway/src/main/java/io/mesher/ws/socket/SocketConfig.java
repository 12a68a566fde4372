package io.mesher.ws.socket;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What holds for every socket. */
@ConfigMapping(prefix = "mesher.ws.socket")
public interface SocketConfig {

  /**
   * Bytes of a frame at most; a larger one ends its connection with 1009. Above the 1 MiB of an
   * event, so that one that is a little too large still gets its verdict.
   */
  @WithDefault("1310720")
  int maxFrameBytes();

  /** How often a client is pinged. */
  @WithDefault("25s")
  Duration ping();

  /** A connection that sends nothing for this long, no pong either, is cut. */
  @WithDefault("80s")
  Duration silence();
}
