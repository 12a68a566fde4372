package io.mesher.admission;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What a gateway may hold at once. */
@ConfigMapping(prefix = "mesher.admission")
public interface AdmissionConfig {

  /**
   * Bytes of bodies between their arrival and their answer; past it the answer is 429. About a
   * fifth of the heap.
   */
  @WithDefault("25165824")
  long bytesInFlight();
}
