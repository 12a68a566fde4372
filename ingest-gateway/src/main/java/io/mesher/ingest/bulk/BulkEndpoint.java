package io.mesher.ingest.bulk;

import io.mesher.admission.Admission;
import io.mesher.admission.Incoming;
import io.mesher.admission.Verdict;
import io.mesher.admission.credential.Sender;
import io.mesher.admission.scan.BulkElement;
import io.mesher.admission.scan.EventScan;
import io.mesher.contracts.event.EventSource;
import io.mesher.ingest.http.Dialect;
import io.mesher.ingest.http.Exchange;
import io.mesher.ingest.http.Exchanges;
import io.mesher.ingest.http.WholeBodies;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** {@code POST /api/v1/events/bulk}: a JSON array, each element an event with its own verdict. */
@ApplicationScoped
public class BulkEndpoint {
  private final Exchanges exchanges;
  private final WholeBodies bodies;
  private final Admission admission;

  BulkEndpoint(Exchanges exchanges, WholeBodies bodies, Admission admission) {
    this.exchanges = exchanges;
    this.bodies = bodies;
    this.admission = admission;
  }

  void routes(@Observes Router router) {
    router.post("/api/v1/events/bulk").handler(this::handle);
  }

  private void handle(RoutingContext routing) {
    var exchange = exchanges.begin(routing, Dialect.NATIVE);
    exchange.guarded(
        () ->
            bodies.read(
                exchange,
                Exchanges.credentials(exchange),
                null,
                EventScan.MAX_BULK,
                (sender, json) -> submit(exchange, sender, json)));
  }

  private void submit(Exchange exchange, Sender sender, byte[] json) {
    var elements = EventScan.bulk(json);
    // The elements' bytes are copies of the array's: they live on until Kafka has them.
    exchange.lease().grow(json.length);
    var fit = new ArrayList<Incoming>(elements.size());
    for (var element : elements) {
      switch (element) {
        case BulkElement.Scanned scanned -> fit.add(incoming(exchange, scanned));
        case BulkElement.Refused refused -> admission.refused(sender, refused.refusal());
      }
    }
    exchange.await(
        admission.submitAll(sender, fit),
        verdicts -> BulkAnswer.of(inOrder(elements, verdicts)).send(exchange));
  }

  private static Incoming incoming(Exchange exchange, BulkElement.Scanned scanned) {
    var id = scanned.event().id();
    return new Incoming(
        id == null ? UUID.randomUUID() : id,
        EventSource.NATIVE,
        scanned.json(),
        null,
        Exchanges.peer(exchange),
        exchange.trace());
  }

  /** Puts the verdicts on what was submitted between those on what was not. */
  private static List<Verdict> inOrder(List<BulkElement> elements, List<Verdict> submitted) {
    var next = submitted.iterator();
    return elements.stream()
        .map(
            element ->
                switch (element) {
                  case BulkElement.Scanned scanned -> next.next();
                  case BulkElement.Refused refused -> new Verdict.Refused(refused.refusal());
                })
        .toList();
  }
}
