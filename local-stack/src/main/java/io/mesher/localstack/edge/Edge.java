package io.mesher.localstack.edge;

import io.mesher.localstack.StackException;
import io.mesher.localstack.settings.Port;
import io.mesher.localstack.settings.Ports;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.HttpProxy;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The reverse proxy in front of the services. Everything that waits is bounded in number and time.
 */
public final class Edge implements AutoCloseable {
  private static final int CONNECTIONS_PER_SERVICE = 256;
  private static final int WAITING_FOR_CONNECTION = 1024;
  private static final int CONNECT_MILLIS = 2_000;
  // The client's side lives longer, so that it hears the answer to what the service side gave up.
  private static final int SERVICE_IDLE_SECONDS = 60;
  private static final int CLIENT_IDLE_SECONDS = 75;
  private static final int HEADER_BYTES = 32 * 1024;
  private static final int REQUEST_LINE_BYTES = 8 * 1024;
  private static final long START_SECONDS = 10;

  private final Vertx vertx;
  private final HttpClient client;
  private final Map<Port, HttpProxy> proxies = new EnumMap<>(Port.class);
  private final Tunnel tunnel;
  private final Ports ports;

  private Edge(Vertx vertx, Ports ports) {
    this.vertx = vertx;
    this.ports = ports;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setMaxPoolSize(CONNECTIONS_PER_SERVICE)
                .setMaxWaitQueueSize(WAITING_FOR_CONNECTION)
                .setConnectTimeout(CONNECT_MILLIS)
                .setIdleTimeout(SERVICE_IDLE_SECONDS)
                .setMaxHeaderSize(HEADER_BYTES)
                .setDecompressionSupported(false));
    this.tunnel = new Tunnel(client);
    for (var port : new Port[] {Port.API, Port.INGEST, Port.WS}) {
      proxies.put(
          port,
          HttpProxy.reverseProxy(client)
              .origin(ports.of(port), "127.0.0.1")
              .addInterceptor(new Forwarding()));
    }
  }

  /**
   * Starts listening.
   *
   * @param host the address to listen on
   * @throws StackException when it can't listen there
   */
  public static Edge start(String host, Ports ports) {
    var vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(2)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(2)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
    var edge = new Edge(vertx, ports);
    try {
      edge.listen(host);
      return edge;
    } catch (StackException e) {
      edge.close();
      throw e;
    }
  }

  private void listen(String host) {
    HttpServer server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setIdleTimeout(CLIENT_IDLE_SECONDS)
                    .setMaxHeaderSize(HEADER_BYTES)
                    .setMaxInitialLineLength(REQUEST_LINE_BYTES)
                    .setHandle100ContinueAutomatically(true)
                    .setHttp2ClearTextEnabled(false))
            .requestHandler(this::handle);
    try {
      server
          .listen(ports.of(Port.HTTP), host)
          .toCompletionStage()
          .toCompletableFuture()
          .get(START_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new StackException(
          "The edge can't listen on %s port %d: %s"
              .formatted(host, ports.of(Port.HTTP), e.getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted while starting the edge", e);
    }
  }

  private void handle(HttpServerRequest request) {
    var path = request.path();
    switch (Route.of(path == null ? "/" : path)) {
      case Route.To to -> forward(request, to.port());
      case Route.Nowhere nowhere -> Problem.NOT_FOUND.send(request.response());
    }
  }

  private void forward(HttpServerRequest request, Port port) {
    if (Tunnel.isWanted(request)) {
      tunnel.open(request, ports.of(port));
    } else {
      Objects.requireNonNull(proxies.get(port), port.user()).handle(request);
    }
  }

  /** Stops listening and drops what is open. */
  @Override
  public void close() {
    try {
      vertx.close().toCompletionStage().toCompletableFuture().get(START_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new StackException("The edge does not stop: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
