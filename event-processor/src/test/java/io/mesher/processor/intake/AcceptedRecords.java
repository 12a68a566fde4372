package io.mesher.processor.intake;

import io.mesher.contracts.event.AcceptedEvent;
import io.mesher.contracts.event.EventSource;
import io.mesher.contracts.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records as gateways write them, of one project made for one test. */
final class AcceptedRecords {
  private final UUID projectId = UUID.randomUUID();

  UUID projectId() {
    return projectId;
  }

  /** A whole event with a stack. */
  ProducerRecord<String, byte[]> event(int number) {
    return record(
        """
        {"platform":"java","exception":{"values":[{"type":"IllegalStateException","value":"no %d",
         "stacktrace":{"frames":[{"module":"com.example.Shop","function":"pay%d","in_app":true}]}}]}}
        """
            .formatted(number, number % 7));
  }

  /** A record with this body. */
  ProducerRecord<String, byte[]> record(String body) {
    return record(body, Instant.now());
  }

  /** The same, received at a time by the gateway's clock. */
  ProducerRecord<String, byte[]> record(String body, Instant receivedAt) {
    var record =
        new ProducerRecord<String, byte[]>(
            Topic.EVENTS_ACCEPTED.topicName(), null, body.getBytes(StandardCharsets.UTF_8));
    new AcceptedEvent(
            projectId,
            UUID.randomUUID(),
            receivedAt,
            EventSource.ENVELOPE,
            "sentry.java/8.62.0",
            null)
        .writeTo(record.headers());
    return record;
  }
}
