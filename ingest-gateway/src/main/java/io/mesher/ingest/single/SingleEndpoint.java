package io.mesher.ingest.single;

import io.mesher.admission.Admission;
import io.mesher.admission.Incoming;
import io.mesher.admission.Verdict;
import io.mesher.admission.credential.Sender;
import io.mesher.admission.scan.EventIds;
import io.mesher.admission.scan.EventScan;
import io.mesher.contracts.event.EventSource;
import io.mesher.ingest.http.Dialect;
import io.mesher.ingest.http.Exchange;
import io.mesher.ingest.http.Exchanges;
import io.mesher.ingest.http.RateLimitHeaders;
import io.mesher.ingest.http.WholeBodies;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** {@code POST /api/v1/events}. */
@ApplicationScoped
public class SingleEndpoint {
  private final Exchanges exchanges;
  private final WholeBodies bodies;
  private final Admission admission;

  SingleEndpoint(Exchanges exchanges, WholeBodies bodies, Admission admission) {
    this.exchanges = exchanges;
    this.bodies = bodies;
    this.admission = admission;
  }

  void routes(@Observes Router router) {
    router.post("/api/v1/events").handler(this::handle);
  }

  private void handle(RoutingContext routing) {
    var exchange = exchanges.begin(routing, Dialect.NATIVE);
    exchange.guarded(
        () ->
            bodies.read(
                exchange,
                Exchanges.credentials(exchange),
                null,
                EventScan.MAX_EVENT,
                (sender, json) -> submit(exchange, sender, json)));
  }

  private void submit(Exchange exchange, Sender sender, byte[] json) {
    var scanned = EventScan.nativeEvent(json);
    var id = scanned.id() == null ? UUID.randomUUID() : scanned.id();
    var event =
        new Incoming(
            id, EventSource.NATIVE, json, null, Exchanges.peer(exchange), exchange.trace());
    exchange.await(admission.submit(sender, event), verdict -> answer(exchange, verdict));
  }

  private static void answer(Exchange exchange, Verdict verdict) {
    switch (verdict) {
      case Verdict.Accepted accepted -> {
        if (accepted.usedUpFor() != null) {
          RateLimitHeaders.usedUp(exchange.request().response().headers(), accepted.usedUpFor());
        }
        exchange.answer(
            202,
            ("{\"status\":\"accepted\",\"id\":\"" + EventIds.hex(accepted.eventId()) + "\"}")
                .getBytes(StandardCharsets.ISO_8859_1));
      }
      case Verdict.Refused refused -> exchange.refuse(refused.refusal());
    }
  }
}
