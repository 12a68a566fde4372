package io.mesher.contracts.event;

import io.mesher.contracts.codec.Micros;
import io.mesher.contracts.codec.UnreadableRecordException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway writes to {@code mesher.events.accepted}: the client's bytes, inflated but
 * otherwise untouched, as the record's value; this beside them as headers. The record has no key.
 *
 * @param projectId the project of the key that was used
 * @param eventId chosen by the client or, without one, by the gateway
 * @param receivedAt the gateway's clock, to the microsecond (PostgreSQL's resolution, so that a
 *     redelivered record compares equal with its row)
 * @param source decides how the body is read
 * @param sdk {@code name/version} as the client gave it at the door, at most 100 characters
 * @param peerAddress the client's IP address, for {@code {{auto}}}; null when it is not to be kept
 * @param scrub what the project wants scrubbed beyond the usual
 */
public record AcceptedEvent(
    UUID projectId,
    UUID eventId,
    Instant receivedAt,
    EventSource source,
    @Nullable String sdk,
    @Nullable String peerAddress,
    ScrubRules scrub) {

  /** Version of the header set. Readers refuse a newer one. */
  public static final byte SCHEMA = 1;

  private static final String SCHEMA_HEADER = "mesher-schema";
  private static final String PROJECT = "project";
  private static final String EVENT = "event";
  private static final String RECEIVED = "received-at";
  private static final String SOURCE = "source";
  private static final String SDK = "sdk";
  private static final String PEER = "peer";

  public AcceptedEvent {
    receivedAt = Micros.truncate(receivedAt);
  }

  /** An event of a project that asks for no further scrubbing. */
  public AcceptedEvent(
      UUID projectId,
      UUID eventId,
      Instant receivedAt,
      EventSource source,
      @Nullable String sdk,
      @Nullable String peerAddress) {
    this(projectId, eventId, receivedAt, source, sdk, peerAddress, ScrubRules.NONE);
  }

  /** The same, received at another time. */
  public AcceptedEvent receivedAt(Instant time) {
    return new AcceptedEvent(projectId, eventId, time, source, sdk, peerAddress, scrub);
  }

  /** Adds this to the headers of a record that is about to be sent. */
  public void writeTo(Headers headers) {
    headers.add(SCHEMA_HEADER, new byte[] {SCHEMA});
    headers.add(PROJECT, bytes(projectId));
    headers.add(EVENT, bytes(eventId));
    headers.add(RECEIVED, ByteBuffer.allocate(8).putLong(Micros.of(receivedAt)).array());
    headers.add(SOURCE, new byte[] {source.wire()});
    if (sdk != null) {
      headers.add(SDK, sdk.getBytes(StandardCharsets.UTF_8));
    }
    if (peerAddress != null) {
      headers.add(PEER, peerAddress.getBytes(StandardCharsets.UTF_8));
    }
    scrub.writeTo(headers);
  }

  /**
   * Reads what {@link #writeTo} wrote.
   *
   * @throws UnreadableRecordException when a header is missing, malformed or of a newer schema
   */
  public static AcceptedEvent readFrom(Headers headers) {
    byte schema = required(headers, SCHEMA_HEADER, 1)[0];
    if (schema < 1 || schema > SCHEMA) {
      throw new UnreadableRecordException(
          "schema " + schema + " of an accepted event is not known");
    }
    return new AcceptedEvent(
        uuid(required(headers, PROJECT, 16)),
        uuid(required(headers, EVENT, 16)),
        Micros.toInstant(ByteBuffer.wrap(required(headers, RECEIVED, 8)).getLong()),
        EventSource.ofWire(required(headers, SOURCE, 1)[0]),
        text(headers, SDK),
        text(headers, PEER),
        ScrubRules.readFrom(headers));
  }

  private static byte[] required(Headers headers, String name, int length) {
    Header header = headers.lastHeader(name);
    if (header == null || header.value() == null || header.value().length != length) {
      throw new UnreadableRecordException("header " + name + " is missing or malformed");
    }
    return header.value();
  }

  private static @Nullable String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private static UUID uuid(byte[] bytes) {
    var buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong());
  }
}
