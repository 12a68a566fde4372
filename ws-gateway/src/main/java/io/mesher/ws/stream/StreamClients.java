package io.mesher.ws.stream;

import io.mesher.contracts.event.StoredEvent;
import io.mesher.ws.access.Access;
import io.mesher.ws.socket.CloseCode;
import io.mesher.ws.socket.Seats;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The sockets of this replica, by the project they watch. Thread-safe. */
@ApplicationScoped
class StreamClients {
  private final Seats seats;
  private final Counter dropped;
  private final Map<UUID, Set<StreamClient>> byProject = new ConcurrentHashMap<>();

  StreamClients(StreamConfig config, MeterRegistry metrics) {
    this.seats = new Seats(config.maxConnections(), config.maxConnectionsPerUser());
    Gauge.builder("mesher.ws.stream.clients", seats, Seats::taken)
        .description("Sockets that watch a project")
        .register(metrics);
    this.dropped =
        Counter.builder("mesher.ws.stream.dropped")
            .description("Messages that slow clients did not get")
            .register(metrics);
  }

  /** Takes a seat before the upgrade; false when there is none left. */
  boolean enter(Access access) {
    return seats.enter(access.holder());
  }

  /** Gives the seat back. */
  void leave(Access access) {
    seats.leave(access.holder());
  }

  void add(StreamClient client) {
    byProject.compute(
        client.access().projectId(),
        (project, clients) -> {
          Set<StreamClient> all = clients == null ? ConcurrentHashMap.newKeySet() : clients;
          all.add(client);
          return all;
        });
  }

  void remove(StreamClient client) {
    byProject.computeIfPresent(
        client.access().projectId(),
        (project, clients) -> {
          clients.remove(client);
          return clients.isEmpty() ? null : clients;
        });
  }

  /** Every socket, as of now. */
  List<StreamClient> all() {
    return byProject.values().stream().flatMap(Set::stream).toList();
  }

  boolean isWatched(UUID projectId) {
    return byProject.containsKey(projectId);
  }

  /** Sends an event to those who watch its project and want it; written as JSON once for all. */
  void publish(StoredEvent event) {
    String json = null;
    for (var client : byProject.getOrDefault(event.projectId(), Set.of())) {
      if (client.wants(event)) {
        json = json == null ? StreamMessage.Event.of(event).json() : json;
        dropped.increment(client.send(json));
      }
    }
  }

  /** Sends a message to all who watch a project. */
  void publish(UUID projectId, StreamMessage message) {
    var clients = byProject.getOrDefault(projectId, Set.of());
    if (!clients.isEmpty()) {
      var json = message.json();
      clients.forEach(client -> dropped.increment(client.send(json)));
    }
  }

  void goingDown(@Observes ShutdownEvent event) {
    all().forEach(client -> client.close(CloseCode.RESTART, "service restart"));
  }
}
