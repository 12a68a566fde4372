package io.mesher.ws.ingest;

import io.mesher.admission.credential.Credentials;
import io.mesher.admission.refusal.Refusal;
import io.mesher.admission.scan.EventScan;
import io.mesher.admission.trace.Traces;
import io.mesher.ws.socket.Handshake;
import io.mesher.ws.socket.Opening;
import io.mesher.ws.socket.SocketLife;
import io.mesher.ws.socket.Upgraded;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** {@code /ingest}. */
@ApplicationScoped
class IngestRoutes implements Opening<Client> {
  private final Vertx vertx;
  private final Handshake handshake;
  private final Intake intake;
  private final IngestSockets sockets;
  private final IngestConfig config;
  private final Traces traces;

  IngestRoutes(
      Vertx vertx,
      Handshake handshake,
      Intake intake,
      IngestSockets sockets,
      IngestConfig config,
      Traces traces) {
    this.vertx = vertx;
    this.handshake = handshake;
    this.intake = intake;
    this.sockets = sockets;
    this.config = config;
    this.traces = traces;
  }

  void register(@Observes Router router) {
    router
        .get("/ingest")
        .handler(routing -> handshake.perform(routing, () -> admit(routing), this));
  }

  @Override
  public SocketLife open(Upgraded upgraded, Client client) {
    var opened = new IngestSocket(upgraded, client, intake, config, EventScan.MAX_EVENT);
    sockets.opened(opened);
    return new SocketLife() {
      @Override
      public void ping() {
        opened.ping();
      }

      @Override
      public void closed() {
        opened.closed();
        sockets.closed(opened);
        sockets.leave(client.credentials().key());
      }
    };
  }

  @Override
  public void aborted(Client client) {
    sockets.leave(client.credentials().key());
  }

  private Future<Client> admit(RoutingContext routing) {
    try {
      var client = client(routing);
      return Future.fromCompletionStage(
              intake.identify(client).toCompletionStage(), vertx.getOrCreateContext())
          .map(
              sender -> {
                if (!sockets.enter(client.credentials().key())) {
                  throw Refusal.overloaded();
                }
                return client;
              });
    } catch (Refusal refusal) {
      return Future.failedFuture(refusal);
    }
  }

  private Client client(RoutingContext routing) {
    var request = routing.request();
    var credentials = Credentials.find(request::getHeader, name -> routing.queryParams().get(name));
    if (credentials == null) {
      throw Refusal.unauthorized();
    }
    var peer = request.remoteAddress();
    return new Client(
        credentials,
        request.getHeader(HttpHeaders.ORIGIN),
        peer == null ? null : peer.hostAddress(),
        traces.caller(request::getHeader));
  }
}
