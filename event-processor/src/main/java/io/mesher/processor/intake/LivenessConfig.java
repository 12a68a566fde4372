package io.mesher.processor.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When a processor counts as stuck. */
@ConfigMapping(prefix = "mesher.processor.liveness")
public interface LivenessConfig {
  /**
   * How long the polling thread may keep silent and one event may be in work. Must be well above
   * Kafka's {@code default.api.timeout.ms} (15 s here): calls wait that long while Kafka is away.
   */
  @WithDefault("60s")
  Duration stuckAfter();
}
