package io.mesher.processor.intake;

import io.mesher.contracts.event.AcceptedEvent;
import io.mesher.contracts.topic.Topic;
import io.mesher.contracts.trace.TraceHeaders;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Goes on with the traces of records that are in one; all others are {@link Context#root()}. */
@Singleton
class Traces {
  private static final String PROCESS = "process " + Topic.Names.EVENTS_ACCEPTED;

  private final boolean disabled;
  private final Tracer tracer;

  Traces(OpenTelemetry telemetry, TraceConfig config) {
    this.disabled = config.disabled();
    this.tracer = telemetry.getTracer("io.mesher.processor");
  }

  /** Begins the span of a record's processing. */
  Context begin(ConsumerRecord<?, ?> record) {
    var parent = disabled ? Context.root() : TraceHeaders.read(record.headers());
    return parent == Context.root()
        ? parent
        : parent.with(
            tracer
                .spanBuilder(PROCESS)
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(parent)
                .startSpan());
  }

  /** Says whose record it is. */
  static void about(Context trace, AcceptedEvent event) {
    if (TraceHeaders.isTraced(trace)) {
      Span.fromContext(trace)
          .setAttribute("mesher.project.id", event.projectId().toString())
          .setAttribute("mesher.event.id", event.eventId().toString());
    }
  }

  /** Ends the span once Kafka has acknowledged the output. */
  static CompletableFuture<Void> endWith(Context trace, CompletableFuture<Void> output) {
    return TraceHeaders.isTraced(trace)
        ? output.whenComplete((done, failure) -> end(Span.fromContext(trace), failure != null))
        : output;
  }

  private static void end(Span span, boolean failed) {
    if (failed) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end();
  }
}
