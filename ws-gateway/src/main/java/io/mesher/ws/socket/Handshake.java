package io.mesher.ws.socket;

import io.mesher.ws.problem.HandshakeRefusal;
import io.mesher.ws.problem.Problems;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Makes a socket of a request, after somebody has decided that it may become one. */
@ApplicationScoped
public class Handshake {
  private static final Logger LOG = Logger.getLogger(Handshake.class);

  private final Vertx vertx;
  private final SocketConfig config;

  Handshake(Vertx vertx, SocketConfig config) {
    this.vertx = vertx;
    this.config = config;
  }

  /**
   * Waits for a decision, then upgrades the request and hands the socket over, all on the
   * connection's event loop. A failed decision is answered as {@link Problems} has it.
   */
  public <T> void perform(
      RoutingContext routing, Supplier<Future<T>> decision, Opening<T> opening) {
    var request = routing.request();
    if (!"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
      Problems.answer(routing, HandshakeRefusal.upgradeRequired());
      return;
    }
    // The upgrade needs the request untouched, and a decision takes its time.
    request.pause();
    decision
        .get()
        .onFailure(
            failure -> {
              request.resume();
              Problems.answer(routing, failure);
            })
        .onSuccess(decided -> upgrade(routing, decided, opening));
  }

  private <T> void upgrade(RoutingContext routing, T decided, Opening<T> opening) {
    var request = routing.request();
    var inflow = new Inflow(request.connection());
    request
        .toWebSocket()
        .onFailure(
            failure -> {
              LOG.debug("a handshake was broken off", failure);
              opening.aborted(decided);
            })
        .onSuccess(
            socket ->
                open(new Upgraded(socket, vertx.getOrCreateContext(), inflow), decided, opening));
  }

  private <T> void open(Upgraded upgraded, T decided, Opening<T> opening) {
    var life = opening.open(upgraded, decided);
    long pings = vertx.setPeriodic(config.ping().toMillis(), timer -> life.ping());
    upgraded.socket().exceptionHandler(failure -> LOG.debug("a socket broke", failure));
    upgraded
        .socket()
        .closeHandler(
            ignored -> {
              vertx.cancelTimer(pings);
              life.closed();
            });
  }
}
