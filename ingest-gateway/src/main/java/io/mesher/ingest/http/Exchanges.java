package io.mesher.ingest.http;

import io.mesher.admission.Admission;
import io.mesher.admission.credential.Credentials;
import io.mesher.admission.trace.Traces;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Begins exchanges. */
@Singleton
public class Exchanges {
  private final Vertx vertx;
  private final Admission admission;
  private final Traces traces;
  private final IngestConfig config;

  Exchanges(Vertx vertx, Admission admission, Traces traces, IngestConfig config) {
    this.vertx = vertx;
    this.admission = admission;
    this.traces = traces;
    this.config = config;
  }

  /** Takes a request over; its answers will be in the dialect. */
  public Exchange begin(RoutingContext routing, Dialect dialect) {
    return new Exchange(
        routing.request(),
        vertx.getOrCreateContext(),
        dialect,
        admission.lease(),
        traces.receive(traces.caller(routing.request()::getHeader)),
        config.bodyTimeout());
  }

  /** The credentials of headers and query; null when there are none. */
  public static @Nullable Credentials credentials(Exchange exchange) {
    var request = exchange.request();
    return Credentials.find(
        request::getHeader,
        request.query() == null ? name -> null : name -> request.params().get(name));
  }

  /** The client's address; null when it is not to be had. */
  public static @Nullable String peer(Exchange exchange) {
    var address = exchange.request().remoteAddress();
    return address == null ? null : address.hostAddress();
  }
}
