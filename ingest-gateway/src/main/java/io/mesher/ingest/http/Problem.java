package io.mesher.ingest.http;

import io.mesher.admission.refusal.RefusalBody;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** What is no event's refusal, in the form that all problems have (RFC 9457). */
enum Problem {
  NOT_FOUND(404, "not found", "There is nothing at this path."),
  METHOD_NOT_ALLOWED(405, "method not allowed", "Events are sent with POST."),
  OURS(500, "internal error", "The server could not handle the request.");

  private final int status;
  private final String error;
  private final String detail;

  Problem(int status, String error, String detail) {
    this.status = status;
    this.error = error;
    this.detail = detail;
  }

  int status() {
    return status;
  }

  /** Sets all of an answer but its body, which is returned. */
  Buffer begin(HttpServerResponse response) {
    response.setStatusCode(status);
    response.putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json");
    if (this == METHOD_NOT_ALLOWED) {
      response.putHeader(HttpHeaders.ALLOW, "POST");
    }
    String title = HttpResponseStatus.valueOf(status).reasonPhrase();
    return Buffer.buffer(RefusalBody.problem(status, title, detail, error));
  }
}
