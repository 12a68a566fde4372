package io.mesher.processor.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.contracts.event.AcceptedEvent;
import io.mesher.contracts.event.DeadEvent;
import io.mesher.contracts.event.EventSource;
import io.mesher.contracts.topic.Topic;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokerTimeTest {
  private static final Instant WRITTEN = Instant.parse("2026-02-03T04:05:06.789Z");

  @ParameterizedTest
  @CsvSource({
    "2026-02-03T04:05:06.788123Z, 2026-02-03T04:05:06.788123Z",
    "2026-02-03T03:05:06.789Z, 2026-02-03T03:05:06.789Z",
    "2026-02-03T05:05:06.789Z, 2026-02-03T05:05:06.789Z",
    "2026-02-03T03:05:06.788999Z, 2026-02-03T04:05:06.789Z",
    "2026-02-03T05:05:06.789001Z, 2026-02-03T04:05:06.789Z",
    "1970-01-01T00:00:00Z, 2026-02-03T04:05:06.789Z",
    "2036-01-01T00:00:00Z, 2026-02-03T04:05:06.789Z"
  })
  void aGatewaysClockCountsWithinAnHourOfTheBrokers(Instant received, Instant expected) {
    var event = event(received);

    var corrected =
        BrokerTime.correct(event, record(TimestampType.LOG_APPEND_TIME, headers(event)));

    assertThat(corrected).isEqualTo(event.receivedAt(expected));
  }

  @Test
  void aReplayKeepsItsTime() {
    var event = event(WRITTEN.minusSeconds(86_400));
    var headers = DeadEvent.replayed(headers(event));

    assertThat(BrokerTime.correct(event, record(TimestampType.LOG_APPEND_TIME, headers)))
        .isEqualTo(event);
  }

  @Test
  void aProducersOwnTimeIsNoWitness() {
    var event = event(WRITTEN.minusSeconds(86_400));

    assertThat(BrokerTime.correct(event, record(TimestampType.CREATE_TIME, headers(event))))
        .isEqualTo(event);
  }

  private static AcceptedEvent event(Instant received) {
    return new AcceptedEvent(
        new UUID(0, 1), new UUID(0, 2), received, EventSource.ENVELOPE, null, null);
  }

  private static Headers headers(AcceptedEvent event) {
    var headers = new RecordHeaders();
    event.writeTo(headers);
    return headers;
  }

  private static ConsumerRecord<byte[], byte[]> record(TimestampType type, Headers headers) {
    return new ConsumerRecord<>(
        Topic.Names.EVENTS_ACCEPTED,
        0,
        0,
        WRITTEN.toEpochMilli(),
        type,
        ConsumerRecord.NULL_SIZE,
        ConsumerRecord.NULL_SIZE,
        null,
        new byte[0],
        headers,
        Optional.empty());
  }
}
