package io.mesher.contracts.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class TraceHeadersTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";

  private static Context context(TraceFlags flags) {
    return Context.root()
        .with(Span.wrap(SpanContext.create(TRACE, SPAN, flags, TraceState.getDefault())));
  }

  private static SpanContext span(Context context) {
    return Span.fromContext(context).getSpanContext();
  }

  @Test
  void theHeaderIsTheOneOfTheStandard() {
    var headers = new RecordHeaders();

    TraceHeaders.write(context(TraceFlags.getSampled()), headers);

    assertThat(new String(headers.lastHeader("traceparent").value(), StandardCharsets.US_ASCII))
        .isEqualTo("00-" + TRACE + "-" + SPAN + "-01");
  }

  @Test
  void whatWasWrittenIsTheParentOfWhatFollows() {
    var headers = new RecordHeaders();
    TraceHeaders.write(context(TraceFlags.getSampled()), headers);

    var parent = span(TraceHeaders.read(headers));

    assertThat(parent.getTraceId()).isEqualTo(TRACE);
    assertThat(parent.getSpanId()).isEqualTo(SPAN);
    assertThat(parent.isRemote()).isTrue();
  }

  @Test
  void whatIsNotRecordedLeavesNothing() {
    var headers = new RecordHeaders();

    TraceHeaders.write(context(TraceFlags.getDefault()), headers);
    TraceHeaders.write(Context.root(), headers);

    assertThat(headers).isEmpty();
    assertThat(TraceHeaders.read(headers)).isSameAs(Context.root());
  }

  @Test
  void nonsenseIsNoTrace() {
    var headers = new RecordHeaders();
    headers.add("traceparent", "00-zz".getBytes(StandardCharsets.US_ASCII));
    headers.add("tracestate", null);

    assertThat(TraceHeaders.read(headers)).isSameAs(Context.root());
  }
}
