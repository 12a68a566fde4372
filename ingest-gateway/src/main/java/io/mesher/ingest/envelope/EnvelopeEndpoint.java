package io.mesher.ingest.envelope;

import io.mesher.admission.Admission;
import io.mesher.admission.credential.Credentials;
import io.mesher.admission.credential.ProjectRef;
import io.mesher.admission.credential.Sender;
import io.mesher.ingest.http.BodyBounds;
import io.mesher.ingest.http.Dialect;
import io.mesher.ingest.http.Exchange;
import io.mesher.ingest.http.Exchanges;
import io.mesher.ingest.http.SentryRoutes;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** {@code POST /api/{project}/envelope/}, whatever its content type. */
@ApplicationScoped
public class EnvelopeEndpoint {
  private static final BodyBounds BOUNDS = new BodyBounds(20L * 1024 * 1024, 100L * 1024 * 1024);

  private final Exchanges exchanges;
  private final Admission admission;

  EnvelopeEndpoint(Exchanges exchanges, Admission admission) {
    this.exchanges = exchanges;
    this.admission = admission;
  }

  void routes(@Observes Router router) {
    SentryRoutes.post(router, "envelope", this::handle);
  }

  private void handle(RoutingContext routing) {
    var exchange = exchanges.begin(routing, Dialect.SENTRY);
    exchange.guarded(
        () -> {
          var project = SentryRoutes.project(routing);
          var credentials = Exchanges.credentials(exchange);
          if (credentials == null) {
            read(exchange, new EnvelopeIntake(exchange, admission, project, null, null));
          } else {
            exchange.await(
                identify(exchange, credentials, project),
                sender ->
                    read(
                        exchange,
                        new EnvelopeIntake(exchange, admission, project, credentials, sender)));
          }
        });
  }

  private Future<Sender> identify(Exchange exchange, Credentials credentials, ProjectRef project) {
    return admission.identify(
        credentials, project, exchange.request().getHeader(HttpHeaders.ORIGIN));
  }

  private static void read(Exchange exchange, EnvelopeIntake intake) {
    exchange.readBody(BOUNDS, intake::feed, intake::end);
  }
}
