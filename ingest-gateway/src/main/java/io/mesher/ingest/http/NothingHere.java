package io.mesher.ingest.http;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Requests that no endpoint takes: the router's own answers have no body, or a page of HTML. */
@ApplicationScoped
class NothingHere {

  void routes(@Observes Router router) {
    for (var problem : List.of(Problem.NOT_FOUND, Problem.METHOD_NOT_ALLOWED)) {
      router.errorHandler(problem.status(), routing -> answer(problem, routing.response()));
    }
  }

  private static void answer(Problem problem, HttpServerResponse response) {
    if (!response.ended() && !response.closed()) {
      var unused = response.end(problem.begin(response));
    }
  }
}
