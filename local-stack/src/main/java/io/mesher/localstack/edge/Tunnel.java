package io.mesher.localstack.edge;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.NetSocket;
import java.util.Locale;

/**
 * Hands a WebSocket through: the handshake as it is, then bytes in both directions. Pipes, so that
 * a slow client slows the service's writes instead of filling memory here; the proxy library's own
 * WebSocket support has no back pressure and hides why a handshake was refused.
 */
final class Tunnel {
  private final HttpClient client;

  Tunnel(HttpClient client) {
    this.client = client;
  }

  /** Whether a request asks to become a WebSocket; what has a body can't, and would lose it. */
  static boolean isWanted(HttpServerRequest request) {
    var upgrade = request.getHeader(HttpHeaders.UPGRADE);
    return request.method() == HttpMethod.GET
        && upgrade != null
        && upgrade.toLowerCase(Locale.ROOT).equals("websocket");
  }

  /** Connects a client with the service on a port. */
  void open(HttpServerRequest request, int port) {
    request.pause();
    client
        .request(
            new RequestOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setMethod(request.method())
                .setURI(request.uri()))
        .compose(outgoing -> handshake(request, outgoing))
        .compose(answer -> answered(request, answer))
        .onFailure(away -> unavailable(request));
  }

  private static Future<HttpClientResponse> handshake(
      HttpServerRequest request, HttpClientRequest outgoing) {
    // Either side may go at any time; join() and the failed handshake deal with it, nobody needs to
    // log it.
    outgoing.exceptionHandler(gone -> {});
    outgoing.headers().addAll(request.headers());
    Forwarding.describe(request, outgoing.headers());
    return outgoing.connect();
  }

  private static Future<Void> answered(HttpServerRequest request, HttpClientResponse answer) {
    var response = request.response();
    response.setStatusCode(answer.statusCode());
    response.headers().addAll(answer.headers());
    if (answer.statusCode() == 101) {
      return request.toNetSocket().onSuccess(socket -> join(socket, answer.netSocket())).mapEmpty();
    }
    request.resume();
    return answer.body().compose(response::end);
  }

  /** The end of either side ends the other. */
  private static void join(NetSocket one, NetSocket other) {
    one.pipeTo(other).onComplete(ended -> other.close());
    other.pipeTo(one).onComplete(ended -> one.close());
  }

  private static void unavailable(HttpServerRequest request) {
    request.resume();
    if (!request.response().headWritten()) {
      Problem.UNAVAILABLE.send(request.response());
    }
  }
}
