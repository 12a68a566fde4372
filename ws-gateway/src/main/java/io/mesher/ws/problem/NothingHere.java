package io.mesher.ws.problem;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Every path that no feature has taken. */
@ApplicationScoped
class NothingHere {

  void register(@Observes Router router) {
    router
        .route()
        .last()
        .handler(routing -> Problems.answer(routing, HandshakeRefusal.nothingHere()));
  }
}
