package io.mesher.localstack.edge;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;

/** Tells services who asked, and tells clients when a service is away. */
final class Forwarding implements ProxyInterceptor {

  /**
   * Sets the headers that say where a request came from. Those that the client sent are replaced:
   * the edge is the outermost proxy, so nobody before it can be believed.
   */
  static void describe(HttpServerRequest request, MultiMap headers) {
    headers.set("X-Forwarded-For", request.remoteAddress().hostAddress());
    headers.set("X-Forwarded-Proto", "http");
    headers.remove("Forwarded");
    headers.remove("X-Forwarded-Port");
    headers.remove("X-Real-IP");
    var host = request.getHeader(HttpHeaders.HOST);
    if (host != null) {
      headers.set("X-Forwarded-Host", host);
    }
  }

  @Override
  public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
    var request = context.request();
    describe(request.proxiedRequest(), request.headers());
    request.headers().remove("Expect"); // answered by the edge already
    return context.sendRequest().recover(away -> Future.succeededFuture(unavailable(context)));
  }

  private static ProxyResponse unavailable(ProxyContext context) {
    var problem = Problem.UNAVAILABLE;
    return context
        .request()
        .release()
        .response()
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
        .putHeader(HttpHeaders.RETRY_AFTER, problem.retryAfter())
        .setBody(Body.body(Buffer.buffer(problem.body())));
  }
}
