package io.mesher.writer.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long what is not an event is kept. */
@ConfigMapping(prefix = "mesher.writer.retention")
public interface RetentionSettings {

  /**
   * How long event ids are known. They must outlive every topic that could bring their event again:
   * the retention of accepted and grouped events together, and a day.
   */
  @WithDefault("7d")
  Duration eventIds();

  /** How long totals by the minute are kept; those by the hour stay for ever. */
  @WithDefault("3d")
  Duration minutes();

  /** How long it is known who was affected; later the same person counts anew. */
  @WithDefault("90d")
  Duration users();

  /** How long a tag keeps its place in a project that has no more room, though no event has it. */
  @WithDefault("30d")
  Duration tags();

  /** How long dead letters are listed. */
  @WithDefault("30d")
  Duration deadLetters();
}
