package io.mesher.ws.access;

import io.mesher.admission.redis.RedisAwayException;
import io.mesher.admission.redis.RedisLine;
import io.mesher.ws.problem.HandshakeRefusal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One-use tickets, for who can't set a header. issues-api writes them to Redis as {@code
 * mesher:ticket:<SHA-256 hex>} with {@code {"secret_hash","project_id"}} and 30 s to live; taking
 * one removes it.
 */
@ApplicationScoped
class Tickets {
  private static final Logger LOG = Logger.getLogger(Tickets.class);
  private static final String PREFIX = "mesher:ticket:";

  private final Vertx vertx;
  private final RedisLine redis;

  Tickets(Vertx vertx, RedisLine redis) {
    this.vertx = vertx;
    this.redis = redis;
  }

  /** What a ticket says; fails with 401 when there is none such, 503 when nobody can tell. */
  Future<Credential> take(String ticket) {
    var request = Request.cmd(Command.GETDEL).arg(PREFIX + Secrets.hash(ticket));
    return Future.fromCompletionStage(
            redis.send(request).toCompletionStage(), vertx.getOrCreateContext())
        .recover(Tickets::unknowable)
        .map(Tickets::read);
  }

  private static Future<@Nullable Response> unknowable(Throwable failure) {
    if (!(failure instanceof RedisAwayException)) {
      LOG.warn("a ticket can't be looked up", failure);
    }
    return Future.failedFuture(HandshakeRefusal.unavailable());
  }

  private static Credential read(@Nullable Response found) {
    if (found == null) {
      throw HandshakeRefusal.unauthorized();
    }
    try {
      var said = new JsonObject(found.toString());
      return new Credential.Ticket(
          said.getString("secret_hash", ""), UUID.fromString(said.getString("project_id", "")));
    } catch (DecodeException | IllegalArgumentException e) {
      LOG.warn("a ticket in Redis is not readable", e);
      throw HandshakeRefusal.unauthorized();
    }
  }
}
