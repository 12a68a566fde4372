package io.mesher.processor.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the processor writes to Kafka. */
@ConfigMapping(prefix = "mesher.processor.output")
public interface OutputConfig {
  /** Bytes that may wait to be sent; more makes the processor read more slowly. */
  @WithDefault("16777216")
  long bufferBytes();

  /** How long a record waits for company before it is sent; a few milliseconds make big batches. */
  @WithDefault("5ms")
  Duration linger();
}
