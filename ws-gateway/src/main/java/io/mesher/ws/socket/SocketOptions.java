package io.mesher.ws.socket;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;

/**
 * The server's bounds. Silence ends a connection where it lies: a client that does not read can't
 * be told goodbye.
 */
@ApplicationScoped
class SocketOptions implements HttpServerOptionsCustomizer {
  private final SocketConfig config;

  SocketOptions(SocketConfig config) {
    this.config = config;
  }

  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    options
        .setMaxWebSocketFrameSize(config.maxFrameBytes())
        .setMaxWebSocketMessageSize(config.maxFrameBytes())
        .setReadIdleTimeout(
            (int)
                options
                    .getIdleTimeoutUnit()
                    .convert(config.silence().toMillis(), TimeUnit.MILLISECONDS));
  }

  @Override
  public void customizeHttpsServer(HttpServerOptions options) {
    customizeHttpServer(options);
  }
}
