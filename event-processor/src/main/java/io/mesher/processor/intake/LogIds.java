package io.mesher.processor.intake;

import io.mesher.contracts.codec.UnreadableRecordException;
import io.mesher.contracts.event.AcceptedEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.MDC;

/** Puts an event's ids beside a log line about it: {@code mdc.event} and {@code mdc.project}. */
final class LogIds {
  private static final String EVENT = "event";
  private static final String PROJECT = "project";

  private LogIds() {}

  /** Logs a line; without the ids where the record does not tell them. */
  static void with(ConsumerRecord<byte[], byte[]> record, Runnable line) {
    try {
      var event = AcceptedEvent.readFrom(record.headers());
      MDC.put(EVENT, event.eventId().toString());
      MDC.put(PROJECT, event.projectId().toString());
    } catch (UnreadableRecordException e) {
      MDC.put(EVENT, "unreadable");
    }
    try {
      line.run();
    } finally {
      MDC.remove(EVENT);
      MDC.remove(PROJECT);
    }
  }
}
