package io.mesher.contracts.codec;

import io.mesher.contracts.event.GroupedEvent;
import org.jspecify.annotations.Nullable;

/**
 * How a record becomes bytes and back. Every form carries its schema version: fields may be added
 * within a version (readers ignore what they don't know), whatever changes a field's meaning raises
 * it, and old versions go on being read. Thread-safe.
 *
 * @param <T> the record
 */
public interface RecordCodec<T> {

  /** The bytes of a record. */
  byte[] encode(T value);

  /**
   * The record of bytes that this or an older version wrote.
   *
   * @throws UnreadableRecordException when they are empty, damaged or of a newer version
   */
  T decode(byte @Nullable [] bytes);

  /** The codec of the hot topic: CBOR, as it carries compressed bytes. */
  static RecordCodec<GroupedEvent> groupedEvents() {
    return new CborCodec<>(GroupedEvent.class);
  }

  /**
   * JSON with a member {@code schema}: for every other record, so that people and tools can read
   * it.
   */
  static <T> RecordCodec<T> json(Class<T> type) {
    return new JsonCodec<>(type);
  }
}
