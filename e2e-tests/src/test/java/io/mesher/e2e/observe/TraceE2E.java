package io.mesher.e2e.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.e2e.system.Http;
import io.mesher.e2e.system.IngestSocket;
import io.mesher.e2e.system.MesherSystem;
import io.mesher.e2e.system.Project;
import io.mesher.e2e.system.Shared;
import io.mesher.e2e.system.SpanReceiver;
import io.mesher.e2e.system.SpanReceiver.Received;
import java.net.http.HttpRequest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One trace from a client's request to the row, seen by the operator's collector. */
@ExtendWith(Shared.class)
class TraceE2E {
  private static final String SPAN = "00f067aa0ba902b7";
  private static final List<String> STEPS =
      List.of(
          "receive events",
          "publish mesher.events.accepted",
          "process mesher.events.accepted",
          "store mesher.events.grouped");

  private final MesherSystem mesher;
  private final SpanReceiver collector;
  private final Project project;

  TraceE2E(MesherSystem mesher, SpanReceiver collector) {
    this.mesher = mesher;
    this.collector = collector;
    this.project = mesher.api().project();
  }

  /** Sampled whatever the ratio: that goes by the lower half, which is nearly 0 here. */
  private static String traceId() {
    var upper = new byte[8];
    new SecureRandom().nextBytes(upper);
    return HexFormat.of().formatHex(upper) + "0000000000000001";
  }

  private List<Received> awaitSteps(String trace) {
    return await()
        .atMost(Project.PATIENCE)
        .until(() -> collector.of(trace), spans -> spans.size() == STEPS.size());
  }

  private static void assertEachBelongsToTheOneBefore(List<Received> spans) {
    var parent = SPAN;
    for (var received : spans) {
      assertThat(hex(received.span().getParentSpanId())).isEqualTo(parent);
      parent = hex(received.span().getSpanId());
    }
  }

  private static String hex(com.google.protobuf.ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  private static String attribute(Received received, String name) {
    return received.span().getAttributesList().stream()
        .filter(attribute -> attribute.getKey().equals(name))
        .map(attribute -> attribute.getValue().getStringValue())
        .findFirst()
        .orElse("");
  }

  @Test
  void anSdksRequestIsFollowedToTheRow() {
    var trace = traceId();
    var id = "7".repeat(24) + trace.substring(0, 8);
    var secret = "a secret of trace " + trace;
    var envelope =
        "{\"event_id\":\"%s\"}\n{\"type\":\"event\"}\n{\"message\":\"%s\"}\n".formatted(id, secret);

    Http.send(
            Http.request(
                    "%s/api/%d/envelope/?sentry_key=%s"
                        .formatted(project.origin(), project.number(), project.key()))
                .header("sentry-trace", trace + "-" + SPAN + "-1")
                .POST(HttpRequest.BodyPublishers.ofString(envelope)))
        .ok();

    var spans = awaitSteps(trace);
    assertThat(spans)
        .extracting(received -> received.span().getName())
        .containsExactlyElementsOf(STEPS);
    assertThat(spans)
        .extracting(Received::service)
        .containsExactly(
            "ingest-gateway", "ingest-gateway", "event-processor", "mesher-storage-writer");
    assertEachBelongsToTheOneBefore(spans);
    assertThat(spans.subList(1, 4))
        .allSatisfy(
            received ->
                assertThat(attribute(received, "mesher.event.id").replace("-", "")).isEqualTo(id));
    assertThat(spans.toString()).doesNotContain(project.key(), secret);
    assertThat(project.awaitEvent(id, Project.PATIENCE).path("message").asText()).isEqualTo(secret);
  }

  @Test
  void aMessageOfASocketBelongsToTheTraceOfItsHandshake() {
    var trace = traceId();
    try (var socket =
        IngestSocket.open(
            mesher, project, Map.of("traceparent", "00-" + trace + "-" + SPAN + "-01"))) {
      assertThat(socket.send(Map.of("message", "traced")).path("id").asText()).isNotEmpty();
    }

    var spans = awaitSteps(trace);
    assertThat(spans)
        .extracting(received -> received.span().getName())
        .containsExactlyElementsOf(STEPS);
    assertThat(Objects.requireNonNull(spans.getFirst()).service()).isEqualTo("ws-gateway");
    assertEachBelongsToTheOneBefore(spans);
  }
}
