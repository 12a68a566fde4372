package io.mesher.contracts.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * How a trace goes along with a record: as the headers {@code traceparent} and {@code tracestate}
 * of W3C's Trace Context. Records of events that are not traced have neither.
 */
public final class TraceHeaders {
  private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();
  private static final TextMapGetter<Headers> READER = new Reader();

  private TraceHeaders() {}

  /** Adds the span of a context, if that is recorded, in place of the one that is there. */
  public static void write(Context trace, Headers headers) {
    if (!isTraced(trace)) {
      return;
    }
    W3C.inject(
        trace,
        headers,
        (carrier, name, value) -> {
          if (carrier != null) {
            carrier.remove(name);
            carrier.add(name, value.getBytes(StandardCharsets.UTF_8));
          }
        });
  }

  /**
   * What {@link #write} wrote, as the parent of a span; the root when there is none or no sense.
   */
  public static Context read(Headers headers) {
    var found = W3C.extract(Context.root(), headers, READER);
    return isTraced(found) ? found : Context.root();
  }

  /** Whether a context has a span that is recorded. */
  public static boolean isTraced(Context trace) {
    return Span.fromContext(trace).getSpanContext().isSampled();
  }

  private static final class Reader implements TextMapGetter<Headers> {
    @Override
    public Iterable<String> keys(Headers headers) {
      List<String> names = new ArrayList<>();
      headers.forEach(header -> names.add(header.key()));
      return names;
    }

    @Override
    public @Nullable String get(@Nullable Headers headers, String name) {
      var header = headers == null ? null : headers.lastHeader(name);
      return header == null || header.value() == null
          ? null
          : new String(header.value(), StandardCharsets.UTF_8);
    }
  }
}
