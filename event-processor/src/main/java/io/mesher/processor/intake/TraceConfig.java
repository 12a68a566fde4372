package io.mesher.processor.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether events' traces go on here. */
@ConfigMapping(prefix = "mesher.trace")
public interface TraceConfig {
  /** The same as {@code quarkus.otel.sdk.disabled}: without an SDK no header is looked at. */
  @WithDefault("true")
  boolean disabled();
}
