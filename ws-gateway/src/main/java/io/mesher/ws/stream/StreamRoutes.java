package io.mesher.ws.stream;

import static java.util.Objects.requireNonNull;

import io.mesher.ws.access.Access;
import io.mesher.ws.access.Gatekeeper;
import io.mesher.ws.problem.HandshakeRefusal;
import io.mesher.ws.socket.Handshake;
import io.mesher.ws.socket.Opening;
import io.mesher.ws.socket.SocketLife;
import io.mesher.ws.socket.Upgraded;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** {@code /stream/projects/{project}}, and the same under {@code /ws}. */
@ApplicationScoped
class StreamRoutes implements Opening<Access> {
  private static final String PATH = "/stream/projects/:project";

  private final Handshake handshake;
  private final Gatekeeper gatekeeper;
  private final StreamClients clients;
  private final StreamConfig config;

  StreamRoutes(
      Handshake handshake, Gatekeeper gatekeeper, StreamClients clients, StreamConfig config) {
    this.handshake = handshake;
    this.gatekeeper = gatekeeper;
    this.clients = clients;
    this.config = config;
  }

  void register(@Observes Router router) {
    router.get(PATH).handler(this::handle);
    router.get("/ws" + PATH).handler(this::handle);
  }

  private void handle(RoutingContext routing) {
    var project = requireNonNull(routing.pathParam("project"));
    handshake.perform(routing, () -> admit(routing, project), this);
  }

  private Future<Access> admit(RoutingContext routing, String project) {
    return gatekeeper
        .admit(routing.request(), project)
        .map(
            access -> {
              if (!clients.enter(access)) {
                throw HandshakeRefusal.tooManyConnections();
              }
              return access;
            });
  }

  @Override
  public SocketLife open(Upgraded upgraded, Access access) {
    var client = new StreamClient(upgraded, access, config);
    clients.add(client);
    return new SocketLife() {
      @Override
      public void ping() {
        client.ping();
      }

      @Override
      public void closed() {
        clients.remove(client);
        clients.leave(access);
      }
    };
  }

  @Override
  public void aborted(Access access) {
    clients.leave(access);
  }
}
