package io.mesher.ws.ingest;

import io.mesher.ws.socket.Seats;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The sending connections of this replica, and how many there may be. Thread-safe. */
@ApplicationScoped
class IngestSockets {
  private final Seats seats;
  private final Set<IngestSocket> open = ConcurrentHashMap.newKeySet();

  IngestSockets(IngestConfig config, MeterRegistry metrics) {
    this.seats = new Seats(config.maxConnections(), config.maxConnectionsPerKey());
    Gauge.builder("mesher.ws.ingest.clients", seats, Seats::taken)
        .description("Sockets that send events")
        .register(metrics);
  }

  /** Takes a seat for a key's connection; false when there is none left. */
  boolean enter(String key) {
    return seats.enter(key);
  }

  /** Gives the seat back. */
  void leave(String key) {
    seats.leave(key);
  }

  void opened(IngestSocket socket) {
    open.add(socket);
  }

  void closed(IngestSocket socket) {
    open.remove(socket);
  }

  void goingDown(@Observes ShutdownEvent event) {
    open.forEach(IngestSocket::goingDown);
  }
}
