package io.mesher.ingest.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Lets pages of any origin read every answer, errors too: a browser would hide a 429 without it.
 * Which origins may send is the project's matter, checked with the key. No cookies are involved, so
 * {@code *} gives nothing away.
 */
@ApplicationScoped
public class Cors {
  private static final int FIRST = -10;
  private static final CharSequence ANY = HttpHeaders.createOptimized("*");
  private static final CharSequence EXPOSED =
      HttpHeaders.createOptimized("x-sentry-error, x-sentry-rate-limits, retry-after");
  private static final CharSequence METHODS = HttpHeaders.createOptimized("POST, OPTIONS");
  private static final CharSequence HEADERS =
      HttpHeaders.createOptimized(
          "x-sentry-auth, authorization, authentication, content-type, content-encoding, origin,"
              + " referer, accept, x-requested-with, sentry-trace, baggage");
  private static final CharSequence MAX_AGE = HttpHeaders.createOptimized("3600");

  void routes(@Observes Router router) {
    router.route("/api/*").order(FIRST).handler(Cors::handle);
  }

  private static void handle(RoutingContext routing) {
    var response = routing.response();
    response.headers().set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, ANY);
    response.headers().set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    if (routing.request().method() != HttpMethod.OPTIONS) {
      routing.next();
      return;
    }
    response.headers().set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
    response.headers().set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS);
    response.headers().set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE);
    var unused = response.setStatusCode(204).end();
  }
}
