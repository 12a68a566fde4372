package io.mesher.writer.consume;

import io.mesher.contracts.event.GroupedEvent;
import io.mesher.contracts.topic.Topic;
import io.mesher.contracts.trace.TraceHeaders;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The last span of an event's trace: from its batch's beginning until it is stored and announced.
 * Each attempt to store a batch has its own.
 */
@ApplicationScoped
class Traces {
  private static final String STORE = "store " + Topic.Names.EVENTS_GROUPED;

  private final boolean disabled;
  private final Tracer tracer;

  @Inject
  Traces(OpenTelemetry telemetry, TraceConfig config) {
    this(telemetry, config.disabled());
  }

  Traces(OpenTelemetry telemetry, boolean disabled) {
    this.disabled = disabled;
    this.tracer = telemetry.getTracer("io.mesher.writer");
  }

  /** Begins the spans of a batch's traced events. */
  Attempt begin(Batch batch) {
    if (disabled) {
      return new Attempt(List.of());
    }
    var spans = new ArrayList<Span>();
    batch.forEachEvent((event, record) -> begin(event, record, batch.events().size(), spans));
    return new Attempt(spans);
  }

  private void begin(
      GroupedEvent event, ConsumerRecord<?, ?> record, int batchSize, List<Span> spans) {
    var parent = TraceHeaders.read(record.headers());
    if (parent != Context.root()) {
      spans.add(
          tracer
              .spanBuilder(STORE)
              .setSpanKind(SpanKind.CONSUMER)
              .setParent(parent)
              .setAttribute("mesher.project.id", event.projectId().toString())
              .setAttribute("mesher.event.id", event.eventId().toString())
              .setAttribute("messaging.batch.message_count", (long) batchSize)
              .startSpan());
    }
  }

  /** One attempt; an error unless it is said to be done before it is closed. */
  static final class Attempt implements AutoCloseable {
    private final List<Span> spans;
    private boolean done;

    private Attempt(List<Span> spans) {
      this.spans = spans;
    }

    void done() {
      done = true;
    }

    @Override
    public void close() {
      for (var span : spans) {
        if (!done) {
          span.setStatus(StatusCode.ERROR);
        }
        span.end();
      }
    }
  }
}
