package io.mesher.bench.bare;

import io.quarkus.vertx.web.Body;
import io.quarkus.vertx.web.Route;
import io.quarkus.vertx.web.Route.HttpMethod;
import io.quarkus.vertx.web.RoutingExchange;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;

/** Takes a body, inflated by the server where it is encoded, and says that it did. */
@ApplicationScoped
class BareEndpoint {
  private static final String ANSWER =
      "{\"status\":\"accepted\",\"id\":\"00000000000000000000000000000000\"}";

  @Route(path = "/bare", methods = HttpMethod.POST)
  void take(RoutingExchange exchange, @Body Buffer body) {
    boolean empty = body.length() == 0;
    exchange
        .response()
        .setStatusCode(empty ? 400 : 202)
        .putHeader("content-type", "application/json")
        .end(ANSWER);
  }
}
