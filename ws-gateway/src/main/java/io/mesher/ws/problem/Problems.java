package io.mesher.ws.problem;

import io.mesher.admission.refusal.Refusal;
import io.mesher.admission.refusal.RefusalBody;
import io.mesher.admission.refusal.RefusalKind;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

/** The one place that turns a failed handshake into its HTTP answer. */
public final class Problems {
  private static final Logger LOG = Logger.getLogger(Problems.class);
  private static final String PROBLEM = "application/problem+json";
  private static final String CHALLENGE = "WWW-Authenticate";
  private static final int RETRY_AFTER_SECONDS = 5;

  private Problems() {}

  /**
   * Answers a request that did not become a socket. What is no refusal is this service's fault or
   * that of a dependency: 503, with the cause in the log only.
   */
  public static void answer(RoutingContext context, Throwable failure) {
    if (context.response().ended() || context.response().closed()) {
      return;
    }
    if (failure instanceof HandshakeRefusal refusal) {
      write(context, refusal);
    } else if (failure instanceof Refusal refusal) {
      write(context, refusal);
    } else {
      LOG.warnf(failure, "a handshake on %s failed", context.normalizedPath());
      write(context, HandshakeRefusal.unavailable());
    }
  }

  private static void write(RoutingContext context, Refusal refusal) {
    var response = context.response().setStatusCode(refusal.kind().status());
    if (refusal.kind() == RefusalKind.UNAUTHORIZED) {
      response.putHeader(CHALLENGE, "Bearer");
    }
    if (refusal.retryAfterSeconds() > 0) {
      response.putHeader(HttpHeaders.RETRY_AFTER, Long.toString(refusal.retryAfterSeconds()));
    }
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, PROBLEM)
        .end(Buffer.buffer(RefusalBody.problem(refusal)));
  }

  private static void write(RoutingContext context, HandshakeRefusal refusal) {
    int status = refusal.status();
    var response = context.response().setStatusCode(status);
    switch (status) {
      case 401 -> response.putHeader(CHALLENGE, "Bearer");
      case 426 -> response.putHeader(HttpHeaders.UPGRADE, "websocket");
      case 503 ->
          response.putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(RETRY_AFTER_SECONDS));
      default -> {}
    }
    String title = HttpResponseStatus.valueOf(status).reasonPhrase();
    var body = RefusalBody.problem(status, title, refusal.detail(), refusal.error());
    response.putHeader(HttpHeaders.CONTENT_TYPE, PROBLEM).end(Buffer.buffer(body));
  }
}
