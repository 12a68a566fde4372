package io.mesher.admission.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The trace that a client is in, as it tells: by {@code traceparent} (W3C Trace Context) or, where
 * that is missing, by {@code sentry-trace} (trace id, span id and perhaps {@code -0} or {@code -1}
 * for what the client decided on sampling, which binds nobody here).
 */
final class Callers {
  private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();
  private static final TextMapGetter<Function<String, @Nullable String>> READER = new Reader();
  private static final Pattern SENTRY =
      Pattern.compile("\\s*([0-9a-f]{32})-([0-9a-f]{16})(?:-([01]))?\\s*");

  private Callers() {}

  /** The client's span as a parent; the root when it tells of none. */
  static Context of(Function<String, @Nullable String> header) {
    var told = W3C.extract(Context.root(), header, READER);
    return told == Context.root() ? bySentry(header.apply("sentry-trace")) : told;
  }

  private static Context bySentry(@Nullable String header) {
    var parts = header == null ? null : SENTRY.matcher(header);
    if (parts == null || !parts.matches()) {
      return Context.root();
    }
    var flags = "1".equals(parts.group(3)) ? TraceFlags.getSampled() : TraceFlags.getDefault();
    var span =
        SpanContext.createFromRemoteParent(
            parts.group(1), parts.group(2), flags, TraceState.getDefault());
    return span.isValid() ? Context.root().with(Span.wrap(span)) : Context.root();
  }

  private static final class Reader implements TextMapGetter<Function<String, @Nullable String>> {
    @Override
    public Iterable<String> keys(Function<String, @Nullable String> headers) {
      return List.of();
    }

    @Override
    public @Nullable String get(@Nullable Function<String, @Nullable String> headers, String name) {
      return headers == null ? null : headers.apply(name);
    }
  }
}
