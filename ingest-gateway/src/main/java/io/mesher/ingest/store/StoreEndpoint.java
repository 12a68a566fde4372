package io.mesher.ingest.store;

import io.mesher.admission.Admission;
import io.mesher.admission.Incoming;
import io.mesher.admission.credential.Credentials;
import io.mesher.admission.credential.Sender;
import io.mesher.admission.scan.EventScan;
import io.mesher.contracts.event.EventSource;
import io.mesher.ingest.http.Dialect;
import io.mesher.ingest.http.Exchange;
import io.mesher.ingest.http.Exchanges;
import io.mesher.ingest.http.SentryAnswers;
import io.mesher.ingest.http.SentryRoutes;
import io.mesher.ingest.http.WholeBodies;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/{project}/store/}: one event, as SDKs sent it before there were envelopes. */
@ApplicationScoped
public class StoreEndpoint {
  /** An event as base64, with its line ends. */
  private static final int MAX_BODY = EventScan.MAX_EVENT * 3 / 2;

  private final Exchanges exchanges;
  private final WholeBodies bodies;
  private final Admission admission;

  StoreEndpoint(Exchanges exchanges, WholeBodies bodies, Admission admission) {
    this.exchanges = exchanges;
    this.bodies = bodies;
    this.admission = admission;
  }

  void routes(@Observes Router router) {
    SentryRoutes.post(router, "store", this::handle);
  }

  private void handle(RoutingContext routing) {
    var exchange = exchanges.begin(routing, Dialect.SENTRY);
    exchange.guarded(
        () -> {
          var credentials = Exchanges.credentials(exchange);
          bodies.read(
              exchange,
              credentials,
              SentryRoutes.project(routing),
              MAX_BODY,
              (sender, body) -> submit(exchange, credentials, sender, body));
        });
  }

  private void submit(
      Exchange exchange, @Nullable Credentials credentials, Sender sender, byte[] body) {
    var json = StoreBody.json(body);
    if (json != body) {
      exchange.lease().grow(json.length);
    }
    var scanned = EventScan.sentryEvent(json);
    var event =
        new Incoming(
            scanned.id() == null ? UUID.randomUUID() : scanned.id(),
            EventSource.STORE,
            json,
            credentials == null ? null : credentials.client(),
            Exchanges.peer(exchange),
            exchange.trace());
    exchange.await(
        admission.submit(sender, event), verdict -> SentryAnswers.answer(exchange, verdict));
  }
}
