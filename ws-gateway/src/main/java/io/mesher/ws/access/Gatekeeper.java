package io.mesher.ws.access;

import io.mesher.ws.problem.HandshakeRefusal;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Decides about a stream's handshake, before the upgrade. */
@ApplicationScoped
public class Gatekeeper {
  private static final String COOKIE = "mesher_session";
  private static final String BEARER = "Bearer ";

  private final AccessRepository repository;
  private final Tickets tickets;
  private final AccessConfig config;
  private final Origins origins;

  Gatekeeper(AccessRepository repository, Tickets tickets, AccessConfig config) {
    this.repository = repository;
    this.tickets = tickets;
    this.config = config;
    this.origins =
        new Origins(config.publicUrl(), config.ownPort(), config.moreOrigins().orElse(List.of()));
  }

  /**
   * Lets a request in, or fails with the {@link HandshakeRefusal} it gets. A token or ticket goes
   * before a cookie: it was put there on purpose.
   *
   * @param project as the path names it
   */
  public Future<Access> admit(HttpServerRequest request, String project) {
    return credential(request)
        .flatMap(credential -> repository.find(credential, ProjectRef.parse(project)))
        .timeout(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Those of some accesses that {@link #admit} would still give. */
  public Future<Set<Access>> stillHolding(List<Access> accesses) {
    return repository
        .stillHolding(accesses)
        .timeout(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
  }

  private Future<Credential> credential(HttpServerRequest request) {
    var bearer = bearer(request);
    if (bearer.isPresent()) {
      return Future.succeededFuture(bearer.get());
    }
    var ticket = request.getParam("ticket");
    if (ticket != null) {
      return tickets.take(ticket);
    }
    var cookie = cookie(request);
    if (cookie.isEmpty()) {
      return Future.failedFuture(HandshakeRefusal.unauthorized());
    }
    return origins.allows(request.getHeader(HttpHeaders.ORIGIN))
        ? Future.succeededFuture(cookie.get())
        : Future.failedFuture(HandshakeRefusal.foreignOrigin());
  }

  private static Optional<Credential> bearer(HttpServerRequest request) {
    var header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? Optional.of(
            new Credential.ApiToken(Secrets.hash(header.substring(BEARER.length()).strip())))
        : Optional.empty();
  }

  private static Optional<Credential> cookie(HttpServerRequest request) {
    var cookie = request.getCookie(COOKIE);
    return cookie == null
        ? Optional.empty()
        : Optional.of(new Credential.Session(Secrets.hash(cookie.getValue())));
  }
}
