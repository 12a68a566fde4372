package io.mesher.processor.intake;

import io.mesher.contracts.event.AcceptedEvent;
import io.mesher.contracts.event.DeadEvent;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;

/**
 * Corrects the gateway's clock by the broker's: days of storage, retention and totals go by the
 * time received, so one gateway whose clock is wrong must not put events into last year or next.
 * The broker's time lies in the record, so a redelivered record is corrected to the same time.
 */
final class BrokerTime {
  /** Less is no wrong clock: an hour's bucket more or less hurts nobody. */
  static final Duration TOLERANCE = Duration.ofHours(1);

  private BrokerTime() {}

  /** The event with the time that counts; a replay is as old as it says. */
  static AcceptedEvent correct(AcceptedEvent event, ConsumerRecord<?, ?> record) {
    if (record.timestampType() != TimestampType.LOG_APPEND_TIME
        || DeadEvent.isReplay(record.headers())) {
      return event;
    }
    var written = Instant.ofEpochMilli(record.timestamp());
    var off = Duration.between(event.receivedAt(), written).abs();
    return off.compareTo(TOLERANCE) > 0 ? event.receivedAt(written) : event;
  }
}
