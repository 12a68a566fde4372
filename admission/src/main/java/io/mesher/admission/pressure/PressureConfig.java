package io.mesher.admission.pressure;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When the pipeline counts as behind, by the age of its oldest unread record. */
@ConfigMapping(prefix = "mesher.admission.pressure")
public interface PressureConfig {

  /** How often it is read. */
  @WithDefault("5s")
  Duration every();

  /** Older than this it is behind. */
  @WithDefault("5m")
  Duration behindAfter();

  /**
   * Older than this nothing more is accepted. 70 % of the topics' retention of 3 days; whoever
   * changes that changes this.
   */
  @WithDefault("50h")
  Duration nearLossAfter();

  /** Over how long projects' shares are counted while it is behind. */
  @WithDefault("10s")
  Duration shareWindow();

  /** Events of such a window that a project may send through one gateway in any case. */
  @WithDefault("100")
  long leastShare();

  /** The consumer group of the event-processor. */
  @WithDefault("mesher-event-processor")
  String processorGroup();

  /** The consumer group of the storage-writer. */
  @WithDefault("mesher-storage-writer")
  String writerGroup();
}
