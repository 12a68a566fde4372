package io.mesher.ws.stream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What a watching socket may cost. */
@ConfigMapping(prefix = "mesher.ws.stream")
public interface StreamConfig {

  /** Messages that wait for a slow client; past them the oldest are dropped and counted. */
  @WithDefault("100")
  int ringMessages();

  /** Bytes that wait for a slow client, as messages differ in size; the same rule. */
  @WithDefault("262144")
  int ringBytes();

  /** Bytes of a client's write queue past which its messages wait in the ring instead. */
  @WithDefault("32768")
  int writeQueueBytes();

  /** Characters of a message that a client may send. */
  @WithDefault("8192")
  int maxInboundCharacters();

  /** Events, issues and alerts remembered to drop repeats of: the last minute or more. */
  @WithDefault("20000")
  int rememberedIds();

  /** Sockets of this replica; further ones are refused with 429. */
  @WithDefault("10000")
  int maxConnections();

  /** Sockets of one user, or of one token of an organisation, on this replica; further: 429. */
  @WithDefault("100")
  int maxConnectionsPerUser();

  /**
   * How often it is checked that whoever watches still may. A change that is heard of is acted upon
   * at once; this finds within 5 s what ends without a word (a session by its age), what a
   * handshake just missed, and what nobody tells while Kafka is away.
   */
  @WithDefault("4s")
  Duration recheck();

  /** How often a project's count of issues is told at most. */
  @WithDefault("1s")
  Duration issueCounts();
}
