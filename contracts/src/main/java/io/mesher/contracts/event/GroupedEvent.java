package io.mesher.contracts.event;

import io.mesher.contracts.codec.Micros;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the event-processor writes to {@code mesher.events.grouped}: everything the database
 * searches as fields, the whole scrubbed event compressed beside them. Nothing in it needs
 * scrubbing any more, and no text holds a NUL (PostgreSQL can't store one).
 *
 * @param receivedAt the gateway's time, to the microsecond: together with the ids it tells a
 *     redelivery (same time) from a client's resend (another time)
 * @param timestamp the client's time, or {@code receivedAt} where that was implausible
 * @param level fatal, error, warning, info or debug
 * @param message at most 8,192 characters
 * @param title at most 256 characters
 * @param culprit at most 256 characters; empty when unknown
 * @param platform lower case; {@code other} when unknown
 * @param tags at most 100, keys at most 200 characters, values at most 200
 * @param user who it happened to as {@code kind:value} (id, email, username, ip); null when unknown
 *     or not to be kept
 * @param groupingVersion version of the algorithm that made the first hash
 * @param hashes the primary one first; 1 to 8 of them, 32 lower-case hex digits each
 * @param payload the event as JSON; compressed as {@code payloadCodec} says
 */
public record GroupedEvent(
    UUID projectId,
    UUID eventId,
    Instant receivedAt,
    Instant timestamp,
    String level,
    String message,
    String title,
    String culprit,
    String platform,
    @Nullable String environment,
    @Nullable String release,
    Map<String, String> tags,
    @Nullable String user,
    @Nullable String sdkName,
    @Nullable String sdkVersion,
    int groupingVersion,
    List<String> hashes,
    PayloadCodec payloadCodec,
    byte[] payload) {

  public GroupedEvent {
    receivedAt = Micros.truncate(receivedAt);
    timestamp = Micros.truncate(timestamp);
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    hashes = List.copyOf(hashes);
    if (hashes.isEmpty()) {
      throw new IllegalArgumentException("an event has at least one hash");
    }
  }

  /** The hash that names the issue when none of the hashes is known yet. */
  public String fingerprint() {
    return hashes.getFirst();
  }
}
