package io.mesher.ws.stream;

import io.mesher.contracts.config.ConfigChanged;
import io.mesher.ws.access.Access;
import io.mesher.ws.access.Gatekeeper;
import io.mesher.ws.socket.CloseCode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Closes the sockets of those who may not watch any more: at once when a change is heard of, and
 * regularly for what ends without a word. While nobody can tell, nobody is cut off.
 */
@ApplicationScoped
class AccessRecheck {
  private static final Logger LOG = Logger.getLogger(AccessRecheck.class);

  /** Sockets of one statement. */
  private static final int BATCH = 1_000;

  private final Vertx vertx;
  private final Gatekeeper gatekeeper;
  private final StreamClients clients;
  private final StreamConfig config;
  private long timer;

  AccessRecheck(Vertx vertx, Gatekeeper gatekeeper, StreamClients clients, StreamConfig config) {
    this.vertx = vertx;
    this.gatekeeper = gatekeeper;
    this.clients = clients;
    this.config = config;
  }

  void start(@Observes StartupEvent event) {
    timer = vertx.setPeriodic(config.recheck().toMillis(), tick -> check(clients.all()));
  }

  void stop(@Observes ShutdownEvent event) {
    vertx.cancelTimer(timer);
  }

  void onChange(@Observes ConfigChanged change) {
    check(clients.all().stream().filter(client -> concerns(change, client.access())).toList());
  }

  private static boolean concerns(ConfigChanged change, Access access) {
    return switch (change.kind()) {
      case API_KEY -> false;
      case PROJECT -> change.revoked() && access.projectId().equals(change.id());
      case SESSION, TOKEN, MEMBERSHIP ->
          access.userId() == null || access.userId().equals(change.userId());
    };
  }

  private void check(List<StreamClient> asked) {
    for (int from = 0; from < asked.size(); from += BATCH) {
      var batch = asked.subList(from, Math.min(asked.size(), from + BATCH));
      gatekeeper
          .stillHolding(batch.stream().map(StreamClient::access).distinct().toList())
          .onSuccess(holding -> close(batch, holding))
          .onFailure(failure -> LOG.debug("access can't be checked just now", failure));
    }
  }

  private static void close(List<StreamClient> batch, Set<Access> holding) {
    batch.stream()
        .filter(client -> !holding.contains(client.access()))
        .forEach(client -> client.close(CloseCode.POLICY, "access has ended"));
  }
}
