package io.mesher.ws.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What a sending socket may cost. */
@ConfigMapping(prefix = "mesher.ws.ingest")
public interface IngestConfig {

  /** Messages of a connection without a verdict; at this many it is not read any further. */
  @WithDefault("64")
  int inFlightMessages();

  /** Bytes of a connection's messages without a verdict; at this many it is not read further. */
  @WithDefault("2097152")
  long inFlightBytes();

  /** Connections of this replica; further ones are refused with 429. */
  @WithDefault("2000")
  int maxConnections();

  /** Connections of one key to this replica; further ones are refused with 429. */
  @WithDefault("100")
  int maxConnectionsPerKey();
}
