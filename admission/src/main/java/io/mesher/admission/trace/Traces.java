package io.mesher.admission.trace;

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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Spans of requests and of their events. What is not recorded, and everything while tracing is
 * switched off, is {@link Context#root()}: it costs a comparison. Spans never hold what a client
 * sent: no body, no query, no key. Thread-safe.
 */
@Singleton
public class Traces {
  private static final String RECEIVE = "receive events";
  private static final String PUBLISH = "publish " + Topic.Names.EVENTS_ACCEPTED;

  private final boolean disabled;
  private final Tracer tracer;

  Traces(OpenTelemetry telemetry, TraceConfig config) {
    this.disabled = config.disabled();
    this.tracer = telemetry.getTracer("io.mesher.admission");
  }

  /**
   * The trace that a client is in, by its headers.
   *
   * @param header gives a header's value by its name in lower case; null without one
   */
  public Context caller(Function<String, @Nullable String> header) {
    return disabled ? Context.root() : Callers.of(header);
  }

  /** Begins the span of a request or message, within what {@link #caller} told. */
  public Context receive(Context caller) {
    return disabled ? Context.root() : begin(RECEIVE, SpanKind.SERVER, caller);
  }

  /** Begins the span of an event's way to Kafka, within its request's. */
  public Context publish(Context request, AcceptedEvent event) {
    if (!TraceHeaders.isTraced(request)) {
      return Context.root();
    }
    var context = begin(PUBLISH, SpanKind.PRODUCER, request);
    Span.fromContext(context)
        .setAttribute("mesher.project.id", event.projectId().toString())
        .setAttribute("mesher.event.id", event.eventId().toString())
        .setAttribute("mesher.event.source", event.source().name());
    return context;
  }

  private Context begin(String name, SpanKind kind, Context parent) {
    var span = tracer.spanBuilder(name).setSpanKind(kind).setParent(parent).startSpan();
    return span.getSpanContext().isSampled() ? parent.with(span) : Context.root();
  }

  /** Ends the span of an answered request. */
  public static void end(Context request, int httpStatus) {
    if (!TraceHeaders.isTraced(request)) {
      return;
    }
    var span = Span.fromContext(request).setAttribute("http.response.status_code", httpStatus);
    if (httpStatus >= 500) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end();
  }

  /**
   * Ends a span.
   *
   * @param failure null when it went well
   */
  public static void end(Context trace, @Nullable Throwable failure) {
    if (!TraceHeaders.isTraced(trace)) {
      return;
    }
    var span = Span.fromContext(trace);
    if (failure != null) {
      span.setStatus(StatusCode.ERROR, failure.getClass().getSimpleName());
    }
    span.end();
  }
}
