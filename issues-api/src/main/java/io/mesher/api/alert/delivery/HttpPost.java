package io.mesher.api.alert.delivery;

import io.mesher.api.alert.AlertConfig;
import io.netty.channel.ConnectTimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Posts JSON to somebody else's server: at the address that was judged, under the name that was
 * asked for, on a connection of its own. No redirect is followed, no body is read, and after the
 * attempt's time the connection is cut.
 */
@ApplicationScoped
class HttpPost {
  private static final Logger LOG = Logger.getLogger(HttpPost.class);
  private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
  private static final int MAX_HEADER_BYTES = 16 * 1024;
  private static final String USER_AGENT = "Mesher-Alerts/1";

  private final HttpClient client;
  private final Resolver resolver;
  private final Duration timeout;

  @Inject
  HttpPost(Vertx vertx, Resolver resolver, AlertConfig config) {
    this(vertx, resolver, config, new HttpClientOptions());
  }

  /** With further options, such as whom to trust. */
  HttpPost(Vertx vertx, Resolver resolver, AlertConfig config, HttpClientOptions options) {
    this.resolver = resolver;
    this.timeout = config.attemptTimeout();
    this.client =
        vertx.createHttpClient(
            options
                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                .setKeepAlive(false)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setVerifyHost(true)
                .setShared(false),
            new PoolOptions().setHttp1MaxSize(config.concurrentAttempts()));
  }

  /** Never fails: what went wrong is the outcome. */
  Uni<Outcome> send(URI url, Map<String, String> headers, String body) {
    var current = new AtomicReference<HttpClientRequest>();
    return resolver
        .addressOf(url.getHost())
        .chain(
            address ->
                Uni.createFrom()
                    .completionStage(
                        () -> exchange(url, address, headers, body, current).toCompletionStage()))
        .ifNoItem()
        .after(timeout)
        .recoverWithItem(
            () -> Outcome.failure("no answer within " + timeout.toSeconds() + " seconds"))
        .onTermination()
        .invoke(() -> cut(current.get()))
        .onFailure()
        .recoverWithItem(failure -> Outcome.failure(reason(failure)));
  }

  private Future<Outcome> exchange(
      URI url,
      InetAddress address,
      Map<String, String> headers,
      String body,
      AtomicReference<HttpClientRequest> current) {
    boolean tls = "https".equals(url.getScheme());
    int port = url.getPort() == -1 ? (tls ? 443 : 80) : url.getPort();
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
            .setHost(url.getHost())
            .setPort(port)
            .setSsl(tls)
            .setURI(pathAndQuery(url))
            .setFollowRedirects(false);
    return client
        .request(options)
        .compose(
            request -> {
              current.set(request);
              request.putHeader("Content-Type", "application/json");
              request.putHeader("User-Agent", USER_AGENT);
              headers.forEach(request::putHeader);
              return request.send(body);
            })
        .map(HttpPost::outcome);
  }

  /** What comes after the head is cut off by us: that is no failure. */
  private static Outcome outcome(HttpClientResponse response) {
    response.exceptionHandler(cut -> LOG.debugf("the rest of an answer is cut: %s", cut));
    return Outcome.ofStatus(response.statusCode());
  }

  private static String pathAndQuery(URI url) {
    var path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
  }

  /** Whatever is still to come is not wanted. */
  @SuppressWarnings("ReturnValueIgnored") // false when it is over already
  private static void cut(@Nullable HttpClientRequest request) {
    if (request != null) {
      request.reset();
    }
  }

  private static String reason(Throwable failure) {
    if (failure instanceof Resolver.RefusedException) {
      return String.valueOf(failure.getMessage());
    }
    return switch (failure) {
      case SSLException tls -> "the TLS handshake failed: " + tls.getMessage();
      case ConnectTimeoutException late -> "the connection took too long";
      case ConnectException refused -> "the connection was refused";
      default -> "the connection failed: " + failure.getClass().getSimpleName();
    };
  }
}
