package io.mesher.api.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.UncheckedIOException;

/**
 * Refuses a body that says it is too large, before it is read; {@link BodyReader} those that do not
 * say. The framework would too, further on, but without a word of why.
 */
@ApplicationScoped
class BodyLimit {
  /** Before the framework's own. */
  private static final int PRIORITY = 100;

  private static final int TOO_LARGE = 413;
  private final long limit;
  private final String problem;

  BodyLimit(BodyConfig config, ObjectMapper json) {
    this.limit = config.limit().asLongValue();
    try {
      this.problem = json.writeValueAsString(new TooLargeException().problem());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, PRIORITY);
  }

  private void check(RoutingContext routing) {
    String length = routing.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null || Long.parseLong(length) <= limit) {
      routing.next();
      return;
    }
    routing
        .response()
        .setStatusCode(TOO_LARGE)
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
        .endHandler(sent -> routing.request().connection().close())
        .end(problem);
  }
}
