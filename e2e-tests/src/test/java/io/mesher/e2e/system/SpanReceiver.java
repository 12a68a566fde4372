package io.mesher.e2e.system;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What an operator's collector is: it takes spans by OTLP over HTTP, and here it keeps them. */
public final class SpanReceiver implements AutoCloseable {
  private final HttpServer server;
  private final Queue<Received> spans = new ConcurrentLinkedQueue<>();

  /** A span and the service that sent it. */
  public record Received(String service, Span span) {}

  private SpanReceiver(HttpServer server) {
    this.server = server;
  }

  static SpanReceiver start() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      var receiver = new SpanReceiver(server);
      server.createContext("/v1/traces", receiver::take);
      server.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Options that make a service's JVM send traces here; of those that no client begins, one in ten
   * million.
   */
  List<String> javaOptions() {
    return List.of(
        "-DOTEL_SDK_DISABLED=false",
        "-DOTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf",
        "-DOTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:" + server.getAddress().getPort(),
        "-DOTEL_TRACES_SAMPLER_ARG=0.0000001",
        "-Dquarkus.otel.bsp.schedule.delay=200ms");
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
      request.getResourceSpansList().forEach(this::keep);
      var answer = ExportTraceServiceResponse.getDefaultInstance().toByteArray();
      exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private void keep(ResourceSpans sent) {
    var service =
        sent.getResource().getAttributesList().stream()
            .filter(attribute -> attribute.getKey().equals("service.name"))
            .map(attribute -> attribute.getValue().getStringValue())
            .findFirst()
            .orElse("");
    sent.getScopeSpansList()
        .forEach(
            scope -> scope.getSpansList().forEach(span -> spans.add(new Received(service, span))));
  }

  /** The spans of a trace, in the order of their beginnings. */
  public List<Received> of(String traceId) {
    var id = ByteString.copyFrom(HexFormat.of().parseHex(traceId));
    return spans.stream()
        .filter(received -> received.span().getTraceId().equals(id))
        .sorted(
            (one, other) ->
                Long.compareUnsigned(
                    one.span().getStartTimeUnixNano(), other.span().getStartTimeUnixNano()))
        .toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
