package io.mesher.contracts.event;

import io.mesher.contracts.codec.Micros;
import io.mesher.contracts.codec.UnreadableRecordException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Why a record lies in {@code mesher.events.dead}. The dead record keeps the key, the value and the
 * headers that it had where it died, so that a replay sends it there again; this is added to them.
 *
 * @param topic where it was read from, and where a replay sends it
 * @param partition of {@code topic}
 * @param offset in {@code partition}; with both, a record that died twice by redelivery is told
 *     from two records
 * @param stage the service that gave it up
 * @param reason for people, at most {@link #MAX_REASON} characters; never quotes the record, which
 *     is not scrubbed
 * @param diedAt to the microsecond
 */
public record DeadEvent(
    String topic, int partition, long offset, String stage, String reason, Instant diedAt) {

  /** Version of the header set. Readers refuse a newer one. */
  public static final byte SCHEMA = 1;

  public static final int MAX_REASON = 1_000;

  private static final String PREFIX = "dead-";
  private static final String SCHEMA_HEADER = PREFIX + "schema";
  private static final String TOPIC = PREFIX + "topic";
  private static final String PARTITION = PREFIX + "partition";
  private static final String OFFSET = PREFIX + "offset";
  private static final String STAGE = PREFIX + "stage";
  private static final String REASON = PREFIX + "reason";
  private static final String AT = PREFIX + "at";
  private static final String REPLAYED = "replayed";

  public DeadEvent {
    diedAt = Micros.truncate(diedAt);
    reason = reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON);
  }

  /** Adds this to the headers that the record had; what an earlier death left is replaced. */
  public void writeTo(Headers headers) {
    removeFrom(headers);
    headers.add(SCHEMA_HEADER, new byte[] {SCHEMA});
    headers.add(TOPIC, topic.getBytes(StandardCharsets.UTF_8));
    headers.add(PARTITION, ByteBuffer.allocate(4).putInt(partition).array());
    headers.add(OFFSET, ByteBuffer.allocate(8).putLong(offset).array());
    headers.add(STAGE, stage.getBytes(StandardCharsets.UTF_8));
    headers.add(REASON, reason.getBytes(StandardCharsets.UTF_8));
    headers.add(AT, ByteBuffer.allocate(8).putLong(Micros.of(diedAt)).array());
  }

  /**
   * Reads what {@link #writeTo} wrote.
   *
   * @throws UnreadableRecordException when a header is missing, malformed or of a newer schema
   */
  public static DeadEvent readFrom(Headers headers) {
    byte schema = fixed(headers, SCHEMA_HEADER, 1).get();
    if (schema < 1 || schema > SCHEMA) {
      throw new UnreadableRecordException("schema " + schema + " of a dead event is not known");
    }
    return new DeadEvent(
        text(headers, TOPIC),
        fixed(headers, PARTITION, 4).getInt(),
        fixed(headers, OFFSET, 8).getLong(),
        text(headers, STAGE),
        text(headers, REASON),
        Micros.toInstant(fixed(headers, AT, 8).getLong()));
  }

  /** The headers that the record had before it died. */
  public static Headers withoutDeath(Headers headers) {
    var before = new RecordHeaders(headers);
    removeFrom(before);
    return before;
  }

  /** What a replay sends: the headers that the record had before it died, and a mark. */
  public static Headers replayed(Headers headers) {
    var replayed = withoutDeath(headers);
    replayed.remove(REPLAYED);
    replayed.add(REPLAYED, new byte[] {1});
    return replayed;
  }

  /** Whether a record is a replay, and so much older than its place in Kafka. */
  public static boolean isReplay(Headers headers) {
    return headers.lastHeader(REPLAYED) != null;
  }

  private static void removeFrom(Headers headers) {
    for (Header header : headers.toArray()) {
      if (header.key().startsWith(PREFIX)) {
        headers.remove(header.key());
      }
    }
  }

  private static ByteBuffer fixed(Headers headers, String name, int length) {
    byte[] value = value(headers, name);
    if (value.length != length) {
      throw new UnreadableRecordException("header " + name + " is malformed");
    }
    return ByteBuffer.wrap(value);
  }

  private static String text(Headers headers, String name) {
    return new String(value(headers, name), StandardCharsets.UTF_8);
  }

  private static byte[] value(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    if (header == null || header.value() == null) {
      throw new UnreadableRecordException("header " + name + " is missing");
    }
    return header.value();
  }
}
