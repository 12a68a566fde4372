package io.mesher.contracts.topic;

import java.time.Duration;
import java.util.Map;

/**
 * Every topic of Mesher with what decides its life. Partitions and replication are the
 * installation's; see {@link TopicSetup}.
 */
public enum Topic {
  /** Accepted events as their clients sent them; no key: any processor may take any event. */
  EVENTS_ACCEPTED(Names.EVENTS_ACCEPTED, Cleanup.DELETE, Duration.ofDays(3)),
  /** Normalised, scrubbed and fingerprinted events; key: project and primary hash. */
  EVENTS_GROUPED(Names.EVENTS_GROUPED, Cleanup.DELETE, Duration.ofDays(3)),
  /** Summaries of events that are in the database; key: project. Read live, from the latest. */
  EVENTS_STORED(Names.EVENTS_STORED, Cleanup.DELETE, Duration.ofDays(1)),
  /** Changes of issues; key: issue. */
  ISSUES_CHANGED(Names.ISSUES_CHANGED, Cleanup.DELETE, Duration.ofDays(3)),
  /** Alerts that fired; key: project. */
  ALERTS_FIRED(Names.ALERTS_FIRED, Cleanup.DELETE, Duration.ofDays(3)),
  /** The newest state of keys, projects, sessions, tokens and memberships; key: kind and id. */
  CONFIG_CHANGED(Names.CONFIG_CHANGED, Cleanup.COMPACT, Duration.ofDays(3)),
  /** What became of events that were not stored; key: project. */
  OUTCOMES(Names.OUTCOMES, Cleanup.DELETE, Duration.ofDays(3)),
  /** Records that no retry can process, with the reason and the original bytes. */
  EVENTS_DEAD(Names.EVENTS_DEAD, Cleanup.DELETE, Duration.ofDays(14));

  /** The names as constants, for annotations and configuration. */
  public static final class Names {
    public static final String EVENTS_ACCEPTED = "mesher.events.accepted";
    public static final String EVENTS_GROUPED = "mesher.events.grouped";
    public static final String EVENTS_STORED = "mesher.events.stored";
    public static final String ISSUES_CHANGED = "mesher.issues.changed";
    public static final String ALERTS_FIRED = "mesher.alerts.fired";
    public static final String CONFIG_CHANGED = "mesher.config.changed";
    public static final String OUTCOMES = "mesher.outcomes";
    public static final String EVENTS_DEAD = "mesher.events.dead";

    private Names() {}
  }

  /**
   * The largest record batch a topic takes, in bytes: an event of 1 MiB, the most a gateway lets
   * in, with its headers and however badly it compresses. Producers' {@code max.request.size} must
   * not be smaller, Kafka's own default of 1 MiB is.
   */
  public static final int MAX_MESSAGE_BYTES = 2 * 1024 * 1024;

  private enum Cleanup {
    DELETE,
    COMPACT
  }

  private final String topicName;
  private final Cleanup cleanup;
  private final Duration retention;

  Topic(String topicName, Cleanup cleanup, Duration retention) {
    this.topicName = topicName;
    this.cleanup = cleanup;
    this.retention = retention;
  }

  /** The name in Kafka. */
  public String topicName() {
    return topicName;
  }

  /** How long a record is kept; a compacted topic keeps the newest record of each key for ever. */
  public Duration retention() {
    return retention;
  }

  /**
   * Kafka's settings of the topic, beside partitions and replication. Records carry the broker's
   * time: by a gateway's clock that is wrong Kafka would delete what it has just acknowledged, or
   * refuse it.
   *
   * @param maxPartitionBytes most that a partition keeps; Kafka may hold a segment more
   */
  Map<String, String> settings(int minInSyncReplicas, long maxPartitionBytes) {
    var isr = Integer.toString(minInSyncReplicas);
    var maxMessage = Integer.toString(MAX_MESSAGE_BYTES);
    return switch (cleanup) {
      case DELETE ->
          Map.of(
              "cleanup.policy",
              "delete",
              "retention.ms",
              Long.toString(retention.toMillis()),
              "retention.bytes",
              Long.toString(maxPartitionBytes),
              "segment.bytes",
              Long.toString(segmentBytes(maxPartitionBytes)),
              "message.timestamp.type",
              "LogAppendTime",
              "min.insync.replicas",
              isr,
              "max.message.bytes",
              maxMessage);
      case COMPACT ->
          Map.of(
              "cleanup.policy", "compact",
              "min.insync.replicas", isr,
              "max.compaction.lag.ms", "3600000");
    };
  }

  /** Kafka deletes whole segments: small ones keep the bound close, large ones the files few. */
  private static long segmentBytes(long maxPartitionBytes) {
    return Math.clamp(maxPartitionBytes / 8, 4L * MAX_MESSAGE_BYTES, 128L * 1024 * 1024);
  }
}
