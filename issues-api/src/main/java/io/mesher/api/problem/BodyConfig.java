package io.mesher.api.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much a client may send. */
@ConfigMapping(prefix = "mesher.body")
public interface BodyConfig {

  /**
   * Bytes of a request's body; no body of this API is larger, as events go to the gateways. At most
   * 4M, where the framework ends a request by itself ({@code quarkus.http.limits.max-body-size}).
   */
  @WithDefault("256K")
  MemorySize limit();
}
