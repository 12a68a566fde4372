package io.mesher.admission.publish;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How accepted events go to Kafka. Kafka's own settings ({@code kafka.*}) lie under these. */
@ConfigMapping(prefix = "mesher.admission.publisher")
public interface PublisherConfig {

  /** How long a batch waits for company: a few milliseconds buy most of the throughput. */
  @WithDefault("5ms")
  Duration linger();

  /** Bytes of a batch of one partition, before compression. */
  @WithDefault("65536")
  int batchBytes();

  /** Bytes that the producer may hold for Kafka; past it events are refused, never queued. */
  @WithDefault("25165824")
  long bufferBytes();

  /** How long an acknowledgement may take; below the 5 s after which clients hear of it. */
  @WithDefault("4500ms")
  Duration ackTimeout();
}
