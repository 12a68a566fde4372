package io.mesher.processor.intake;

import io.mesher.contracts.codec.UnreadableRecordException;
import io.mesher.contracts.event.AcceptedEvent;
import io.mesher.contracts.event.GroupedEvent;
import io.mesher.processor.decode.UndecodableEventException;
import io.mesher.processor.processing.EventProcessor;
import io.opentelemetry.context.Context;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Turns polls of accepted events into grouped and dead ones. A poll is acknowledged, and its
 * offsets become due for a commit, only after Kafka holds an output for each of its records; a
 * processor that dies before that is followed by one that reads them again, and the writer counts
 * an event once.
 */
@ApplicationScoped
class AcceptedEvents {
  private static final Logger LOG = Logger.getLogger(AcceptedEvents.class);

  private final EventProcessor processor;
  private final Outputs outputs;
  private final IntakeMetrics metrics;
  private final WorkWatch watch;
  private final LostRecords lost;
  private final Traces traces;

  AcceptedEvents(
      EventProcessor processor,
      Outputs outputs,
      IntakeMetrics metrics,
      WorkWatch watch,
      @Identifier("accepted-places") LostRecords lost,
      Traces traces) {
    this.processor = processor;
    this.outputs = outputs;
    this.metrics = metrics;
    this.watch = watch;
    this.lost = lost;
    this.traces = traces;
  }

  /** Completes once every record's output is acknowledged. */
  @Incoming("accepted")
  Uni<Void> process(ConsumerRecords<byte[], byte[]> poll) {
    var gaps = lost.seen(poll);
    metrics.holding(poll);
    return Uni.createFrom()
        .item(() -> handOver(poll, gaps))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .onItem()
        .transformToUni(acknowledged -> Uni.createFrom().completionStage(acknowledged))
        .onFailure(AcceptedEvents::isKafkaAway)
        .invoke(away -> LOG.warnf("Kafka acknowledges nothing, the poll is repeated: %s", away))
        .onFailure(AcceptedEvents::isKafkaAway)
        .retry()
        .indefinitely()
        .onTermination()
        .invoke(metrics::handedOver);
  }

  /** The producer has waited a minute before it says so: no need to wait more between tries. */
  private static boolean isKafkaAway(Throwable failure) {
    var cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof TimeoutException;
  }

  private CompletableFuture<Void> handOver(ConsumerRecords<byte[], byte[]> poll, List<Gap> gaps) {
    var acknowledged = new ArrayList<CompletableFuture<Void>>(poll.count() + gaps.size());
    gaps.forEach(gap -> acknowledged.add(outputs.lost(gap)));
    for (var record : poll) {
      var output = handOver(record);
      acknowledged.add(output);
      if (output.isCompletedExceptionally()) {
        break; // each further one would wait its minute, too
      }
    }
    return CompletableFuture.allOf(acknowledged.toArray(CompletableFuture[]::new));
  }

  private CompletableFuture<Void> handOver(ConsumerRecord<byte[], byte[]> record) {
    var trace = traces.begin(record);
    return Traces.endWith(trace, handOver(record, trace));
  }

  private CompletableFuture<Void> handOver(ConsumerRecord<byte[], byte[]> record, Context trace) {
    GroupedEvent grouped;
    try {
      grouped = watch.during(() -> grouped(record, trace));
    } catch (UnreadableRecordException | UndecodableEventException e) {
      return dead(record, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // A defect in our own code must cost its event, visibly, and not all that come after it.
      LogIds.with(record, () -> LOG.errorf(e, "%s could not be processed", place(record)));
      return dead(record, "internal error: " + e.getClass().getSimpleName());
    }
    // Not on the producer's own thread: a send that waits there for room would wait for ever.
    return outputs
        .grouped(grouped, trace)
        .thenRun(() -> metrics.grouped(grouped.receivedAt()))
        .exceptionallyComposeAsync(
            failure -> deadIfTooLarge(record, failure), Infrastructure.getDefaultWorkerPool());
  }

  private GroupedEvent grouped(ConsumerRecord<byte[], byte[]> record, Context trace) {
    if (record.value() == null) {
      throw new UnreadableRecordException("a record without a body");
    }
    var accepted = BrokerTime.correct(AcceptedEvent.readFrom(record.headers()), record);
    Traces.about(trace, accepted);
    return processor.process(accepted, record.value());
  }

  private CompletableFuture<Void> deadIfTooLarge(
      ConsumerRecord<byte[], byte[]> record, Throwable failure) {
    var cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof RecordTooLargeException
        ? dead(record, "too large for Kafka once it is grouped")
        : CompletableFuture.failedFuture(failure);
  }

  private CompletableFuture<Void> dead(ConsumerRecord<byte[], byte[]> record, String reason) {
    LogIds.with(record, () -> LOG.warnf("%s goes to the dead letters: %s", place(record), reason));
    return outputs.dead(record, reason).thenRun(metrics::dead);
  }

  private static String place(ConsumerRecord<?, ?> record) {
    return record.topic() + "-" + record.partition() + "@" + record.offset();
  }
}
