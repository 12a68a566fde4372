package io.mesher.admission.trace;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether requests are traced; how many, and where to, is told to OpenTelemetry's SDK. */
@ConfigMapping(prefix = "mesher.trace")
public interface TraceConfig {

  /**
   * The same as {@code quarkus.otel.sdk.disabled}: without an SDK not even a header is looked at.
   */
  @WithDefault("true")
  boolean disabled();
}
