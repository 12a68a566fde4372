package io.mesher.admission.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallersTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String OTHER = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "00f067aa0ba902b7";

  private static SpanContext caller(Map<String, String> headers) {
    return Span.fromContext(Callers.of(headers::get)).getSpanContext();
  }

  @Test
  void sentrysHeaderIsUnderstood() {
    var caller = caller(Map.of("sentry-trace", TRACE + "-" + SPAN + "-1"));

    assertThat(caller.getTraceId()).isEqualTo(TRACE);
    assertThat(caller.getSpanId()).isEqualTo(SPAN);
    assertThat(caller.isRemote()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-0", "-1"})
  void whetherTheClientSamplesIsLeftOpenOrTold(String decision) {
    assertThat(caller(Map.of("sentry-trace", TRACE + "-" + SPAN + decision)).getTraceId())
        .isEqualTo(TRACE);
  }

  @Test
  void theStandardsHeaderIsUnderstood() {
    var caller = caller(Map.of("traceparent", "00-" + TRACE + "-" + SPAN + "-00"));

    assertThat(caller.getTraceId()).isEqualTo(TRACE);
    assertThat(caller.getSpanId()).isEqualTo(SPAN);
  }

  @Test
  void theStandardsHeaderGoesFirst() {
    var both =
        Map.of(
            "traceparent",
            "00-" + TRACE + "-" + SPAN + "-01",
            "sentry-trace",
            OTHER + "-" + SPAN + "-1");

    assertThat(caller(both).getTraceId()).isEqualTo(TRACE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "4bf92f3577b34da6a3ce929d0e0e4736",
        "4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-2",
        "00000000000000000000000000000000-00f067aa0ba902b7-1",
        "4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-1"
      })
  void nonsenseIsNoTrace(String header) {
    assertThat(Callers.of(Map.of("sentry-trace", header)::get)).isSameAs(Context.root());
  }
}
