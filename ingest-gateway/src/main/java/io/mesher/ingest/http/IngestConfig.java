package io.mesher.ingest.http;

import io.mesher.contracts.proxy.TrustedProxy;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a request may take. The sizes of events are the API's and so are no settings. */
@ConfigMapping(prefix = "mesher.ingest")
public interface IngestConfig {

  /** How long a body may take to arrive, so that a trickle does not hold memory for ever. */
  @WithDefault("30s")
  Duration bodyTimeout();

  /**
   * Whose {@code X-Forwarded-For} is believed: addresses and networks, no names. None when absent.
   */
  Optional<List<@WithConverter(TrustedProxy.Reader.class) TrustedProxy>> trustedProxies();
}
