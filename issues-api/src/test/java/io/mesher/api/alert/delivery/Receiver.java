package io.mesher.api.alert.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntUnaryOperator;
import org.awaitility.Awaitility;

/** Somebody's HTTP server that gets alerts. */
final class Receiver implements AutoCloseable {
  private static final String PUBLIC = "127.0.0.1";
  private static final String PRIVATE = "127.0.0.2";

  private final HttpServer server;
  private final String scheme;
  private final String host;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch release = new CountDownLatch(1);
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final IntUnaryOperator statuses;
  private final boolean silent;

  private Receiver(
      HttpServer server, String scheme, String host, IntUnaryOperator statuses, boolean silent) {
    this.server = server;
    this.scheme = scheme;
    this.host = host;
    this.statuses = statuses;
    this.silent = silent;
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /** A request as it came. */
  record Request(
      String path, String host, String id, String timestamp, String signature, String body) {}

  /** Answers each request with the status of its number, from 1. */
  static Receiver answering(IntUnaryOperator statuses) {
    return new Receiver(bound(PUBLIC, 0), "http", PUBLIC, statuses, false);
  }

  static Receiver answering(int status) {
    return answering(number -> status);
  }

  /** At an address that alerts may not be sent to. */
  static Receiver inPrivate() {
    return inPrivate(0);
  }

  /** At such an address and a port that may be used at another address too. */
  static Receiver inPrivate(int port) {
    return new Receiver(bound(PRIVATE, port), "http", PRIVATE, number -> 200, false);
  }

  /** Takes requests and does not answer until it is closed. */
  static Receiver silent() {
    return new Receiver(bound(PUBLIC, 0), "http", PUBLIC, number -> 200, true);
  }

  /** Speaks TLS. */
  static Receiver withCertificate(Certificate certificate) {
    try {
      var server = HttpsServer.create(new InetSocketAddress(PUBLIC, 0), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
      return new Receiver(server, "https", PUBLIC, number -> 200, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpServer bound(String host, int port) {
    try {
      return HttpServer.create(new InetSocketAddress(host, port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url() {
    return scheme + "://" + host + ":" + port() + "/hook?a=b";
  }

  /** The same, by a name. */
  String urlByName() {
    return url().replace(host, "localhost");
  }

  List<Request> requests() {
    return requests;
  }

  /** So many requests, as soon as they are there. */
  List<Request> await(int count) {
    return awaitAtLeast(count).subList(0, count);
  }

  private List<Request> awaitAtLeast(int count) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> List.copyOf(requests), seen -> seen.size() >= count);
  }

  private void answer(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    requests.add(
        new Request(
            exchange.getRequestURI().toString(),
            headers.getFirst("Host"),
            Objects.requireNonNullElse(headers.getFirst("webhook-id"), ""),
            Objects.requireNonNullElse(headers.getFirst("webhook-timestamp"), ""),
            Objects.requireNonNullElse(headers.getFirst("webhook-signature"), ""),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    int number = requests.size();
    if (silent) {
      try {
        release.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    int status = statuses.applyAsInt(number);
    if (status / 100 == 3) {
      exchange.getResponseHeaders().add("Location", "/elsewhere");
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @Override
  public void close() {
    release.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
