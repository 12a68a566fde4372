package io.mesher.contracts.config;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The newest state of something that gateways and sockets cache, on the compacted topic {@code
 * mesher.config.changed} under {@link #key}.
 *
 * @param version the row's version after the change; an older one never replaces a newer one
 * @param keyValue with kind {@code API_KEY}: the key that is new, changed or revoked
 * @param projectId with kinds {@code API_KEY} and {@code PROJECT}
 * @param userId with kinds {@code SESSION}, {@code TOKEN} and {@code MEMBERSHIP}
 * @param revoked whether it is gone: a tombstone that says so, as caches must hear of it
 */
public record ConfigChanged(
    Kind kind,
    UUID id,
    long version,
    @Nullable String keyValue,
    @Nullable UUID projectId,
    @Nullable UUID userId,
    boolean revoked) {

  /** What changed. */
  public enum Kind {
    API_KEY,
    PROJECT,
    SESSION,
    TOKEN,
    MEMBERSHIP
  }

  /** The record's key: one per thing, so that compaction keeps its newest state. */
  public String key() {
    return kind.name() + ":" + id;
  }
}
