package io.mesher.writer.consume;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How grouped events are read. */
@ConfigMapping(prefix = "mesher.writer.consumer")
public interface ConsumerSettings {

  /** The consumer group that shares the partitions. */
  @WithDefault("mesher-storage-writer")
  String group();

  /**
   * Most records of a poll, which is one transaction. More is quicker, as a batch's counts are
   * added up before they are written, and holds locks longer: 2,000 for a third of a second.
   */
  @WithDefault("2000")
  int maxRecords();

  /** Most bytes that one fetch brings; about twice this is held in memory. */
  @WithDefault("4194304")
  int maxBytes();

  /** A name that stays over restarts (a stable pod's): the group then waits for its return. */
  Optional<String> instanceId();

  /**
   * After this long without a heartbeat the group gives a writer's partitions to others. Kafka's
   * default of 45 s would hide a killed writer for longer than its events may wait.
   */
  @WithDefault("10s")
  Duration sessionTimeout();

  /** Longest pause between two attempts to store the same batch. */
  @WithDefault("5s")
  Duration maxBackoff();

  /**
   * How long the loop may show no sign of life before the service should be restarted. Must be well
   * above what one step may wait for PostgreSQL or Kafka, 30 s: an outage is no reason to restart.
   */
  @WithDefault("120s")
  Duration stuckAfter();
}
