package io.mesher.localstack.edge;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** The errors that the edge itself answers, in the form of the API's. */
enum Problem {
  NOT_FOUND(404, "Not Found", "not found"),
  UNAVAILABLE(503, "Service Unavailable", "temporarily unavailable");

  private static final String RETRY_SECONDS = "5";

  private final int status;
  private final String title;
  private final String error;

  Problem(int status, String title, String error) {
    this.status = status;
    this.title = title;
    this.error = error;
  }

  int status() {
    return status;
  }

  String body() {
    return new JsonObject()
        .put("type", "about:blank")
        .put("title", title)
        .put("status", status)
        .put("error", error)
        .put("detail", error)
        .encode();
  }

  /** Whether trying again later may help; then the answer says when. */
  boolean isTemporary() {
    return this == UNAVAILABLE;
  }

  String retryAfter() {
    return RETRY_SECONDS;
  }

  /** Answers with this problem. */
  void send(HttpServerResponse response) {
    response.setStatusCode(status);
    response.putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json");
    if (isTemporary()) {
      response.putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }
    response.end(body());
  }
}
