package io.mesher.processor.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.contracts.event.AcceptedEvent;
import io.mesher.contracts.event.EventSource;
import io.mesher.contracts.topic.Topic;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

class LogIdsTest {
  private final Map<String, Object> beside = new HashMap<>();

  private void log(ConsumerRecord<byte[], byte[]> record) {
    LogIds.with(record, () -> beside.putAll(MDC.getMap()));
  }

  private static ConsumerRecord<byte[], byte[]> record() {
    return new ConsumerRecord<>(Topic.Names.EVENTS_ACCEPTED, 0, 0, null, new byte[0]);
  }

  @Test
  void aLineAboutAnEventHasItsIdsBesideIt() {
    var event =
        new AcceptedEvent(
            UUID.randomUUID(), UUID.randomUUID(), Instant.now(), EventSource.NATIVE, null, null);
    var record = record();
    event.writeTo(record.headers());

    log(record);

    assertThat(beside)
        .containsEntry("event", event.eventId().toString())
        .containsEntry("project", event.projectId().toString());
    assertThat(MDC.getMap()).doesNotContainKeys("event", "project");
  }

  @Test
  void aRecordWithoutIdsIsLoggedAllTheSame() {
    log(record());

    assertThat(beside).containsEntry("event", "unreadable").doesNotContainKey("project");
  }
}
