package io.mesher.writer.consume;

import io.mesher.contracts.codec.UnreadableRecordException;
import io.mesher.contracts.event.AcceptedEvent;
import io.mesher.contracts.event.DeadEvent;
import io.mesher.contracts.topic.Topic;
import io.mesher.writer.outcome.Death;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * A record that no repetition can store.
 *
 * @param event its id; null when that can't be read
 */
record DeadRecord(ConsumerRecord<byte[], byte[]> record, String reason, @Nullable UUID event) {
  private static final String STAGE = "storage-writer";
  private static final Pattern PROJECT =
      Pattern.compile("([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}).*");

  ProducerRecord<byte[], byte[]> letter(Instant now) {
    var headers = new RecordHeaders(record.headers());
    new DeadEvent(record.topic(), record.partition(), record.offset(), STAGE, reason, now)
        .writeTo(headers);
    return new ProducerRecord<>(
        Topic.Names.EVENTS_DEAD, null, null, record.key(), record.value(), headers);
  }

  /**
   * Logs what becomes of it, with its ids beside the line: {@code mdc.event}, {@code mdc.project}.
   */
  void log(Logger log) {
    MDC.put("event", String.valueOf(event));
    MDC.put("project", String.valueOf(project(record)));
    try {
      log.warnf(
          "record %d of %s-%d goes to the dead letters: %s",
          record.offset(), record.topic(), record.partition(), reason);
    } finally {
      MDC.remove("event");
      MDC.remove("project");
    }
  }

  /**
   * What a letter says.
   *
   * @throws UnreadableRecordException when it is no letter
   */
  static Death death(ConsumerRecord<byte[], byte[]> letter) {
    return new Death(project(letter), DeadEvent.readFrom(letter.headers()));
  }

  /** Grouped events are keyed by their project; accepted ones name it in a header. */
  private static @Nullable UUID project(ConsumerRecord<byte[], byte[]> letter) {
    if (letter.key() != null) {
      var key = PROJECT.matcher(new String(letter.key(), StandardCharsets.UTF_8));
      return key.matches() ? UUID.fromString(key.group(1)) : null;
    }
    try {
      return AcceptedEvent.readFrom(letter.headers()).projectId();
    } catch (UnreadableRecordException e) {
      return null;
    }
  }
}
