package io.mesher.processor.intake;

import io.mesher.contracts.codec.RecordCodec;
import io.mesher.contracts.event.DeadEvent;
import io.mesher.contracts.event.GroupedEvent;
import io.mesher.contracts.outcome.OutcomeReport;
import io.mesher.contracts.topic.Topic;
import io.mesher.contracts.trace.TraceHeaders;
import io.opentelemetry.context.Context;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Writes what became of a record; the answer completes with Kafka's acknowledgement. */
@Singleton
class Outputs {
  private static final String STAGE = "event-processor";
  private static final RecordCodec<OutcomeReport> REPORTS = RecordCodec.json(OutcomeReport.class);

  private final Producer<byte[], byte[]> producer;
  private final RecordCodec<GroupedEvent> codec = RecordCodec.groupedEvents();
  private final Clock clock = Clock.systemUTC();

  Outputs(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /** Keyed by project and primary hash: an issue's events tend to meet at one writer. */
  CompletableFuture<Void> grouped(GroupedEvent event, Context trace) {
    var key = event.projectId() + ":" + event.fingerprint();
    var record =
        new ProducerRecord<byte[], byte[]>(
            Topic.EVENTS_GROUPED.topicName(),
            key.getBytes(StandardCharsets.US_ASCII),
            codec.encode(event));
    TraceHeaders.write(trace, record.headers());
    return send(record);
  }

  /** With the bytes and headers it had, and the reason. */
  CompletableFuture<Void> dead(ConsumerRecord<byte[], byte[]> record, String reason) {
    var headers = new RecordHeaders(record.headers());
    new DeadEvent(
            record.topic(), record.partition(), record.offset(), STAGE, reason, clock.instant())
        .writeTo(headers);
    return send(
        new ProducerRecord<>(
            Topic.EVENTS_DEAD.topicName(), null, null, record.key(), record.value(), headers));
  }

  /** As an outcome, which the writer counts once however often it is reported. */
  CompletableFuture<Void> lost(Gap gap) {
    var report = gap.report(clock.instant());
    return send(
        new ProducerRecord<>(
            Topic.OUTCOMES.topicName(),
            report.projectId().toString().getBytes(StandardCharsets.US_ASCII),
            REPORTS.encode(report)));
  }

  private CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> record) {
    var acknowledged = new CompletableFuture<Void>();
    producer.send(
        record,
        (metadata, failure) -> {
          if (failure == null) {
            acknowledged.complete(null);
          } else {
            acknowledged.completeExceptionally(failure);
          }
        });
    return acknowledged;
  }
}
