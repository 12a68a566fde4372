package io.mesher.api.ticket;

import io.mesher.api.access.Secret;
import io.mesher.api.problem.UnavailableException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Puts tickets where the ws-gateway takes them, once: in Redis under {@code mesher:ticket:<SHA-256
 * hex>} as {@code {"secret_hash","project_id"}}.
 */
@ApplicationScoped
class Tickets {
  /** How long a ticket waits to be used. */
  static final Duration LIFETIME = Duration.ofSeconds(30);

  private static final Logger LOG = Logger.getLogger(Tickets.class);
  private static final String PREFIX = "mesher:ticket:";
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Redis redis;

  Tickets(Redis redis) {
    this.redis = redis;
  }

  /**
   * A new ticket; 503 when Redis does not take it within 3 s.
   *
   * @param secretHash of the session or token that asks: what the ticket opens ends with it
   */
  Uni<Secret> issue(String secretHash, UUID project) {
    var ticket = Secret.random("");
    var says =
        new JsonObject().put("secret_hash", secretHash).put("project_id", project.toString());
    var set =
        Request.cmd(Command.SET)
            .arg(PREFIX + ticket.hash())
            .arg(says.encode())
            .arg("EX")
            .arg(LIFETIME.toSeconds());
    return redis
        .send(set)
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .onFailure()
        .invoke(failure -> LOG.warn("Redis does not take tickets: " + failure.getMessage()))
        .onFailure()
        .transform(failure -> new UnavailableException())
        .replaceWith(ticket);
  }
}
