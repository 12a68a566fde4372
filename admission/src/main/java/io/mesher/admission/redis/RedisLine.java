package io.mesher.admission.redis;

import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One connection to Redis that is held and shared: calls are pipelined on it (10 times the rate of
 * a pooled connection a call). While it is away every call fails at once, so that callers go on
 * with what they know; it comes back by itself. Each line has a client of its own: a pool would
 * hand a frozen connection out again, and only closing the client closes the socket, which fails
 * the calls that wait on it. Thread-safe, never blocks.
 */
@Startup
@Singleton
public class RedisLine {
  private static final Logger LOG = Logger.getLogger(RedisLine.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /** Every request in flight may wait here: their number is bounded by bytes, elsewhere. */
  private static final int MOST_WAITING = 65_536;

  private record Line(Redis client, RedisConnection connection) {}

  private final Vertx vertx;
  private final RedisConfig config;
  private final AtomicReference<@Nullable Line> line = new AtomicReference<>();
  private volatile boolean closed;
  private volatile boolean pinging;
  private long pings;

  RedisLine(Vertx vertx, RedisConfig config) {
    this.vertx = vertx;
    this.config = config;
  }

  @PostConstruct
  void open() {
    connect();
    pings = vertx.setPeriodic(config.pingTimeout().toMillis(), tick -> ping());
  }

  @PreDestroy
  void close() {
    closed = true;
    vertx.cancelTimer(pings);
    var held = line.getAndSet(null);
    if (held != null) {
      held.client().close();
    }
  }

  /** Whether calls have a chance just now. */
  public boolean connected() {
    return line.get() != null;
  }

  /** Sends a command; fails with {@link RedisAwayException} or with Redis's own error. */
  @SuppressWarnings("NullAway") // the client's types don't say that what is missing is null
  public Future<@Nullable Response> send(Request request) {
    var held = line.get();
    return held == null
        ? Future.failedFuture(new RedisAwayException())
        : held.connection().send(request);
  }

  /** Runs a script by its name, and by its text where Redis has forgotten it. */
  public Future<@Nullable Response> run(Script script, String key, String... arguments) {
    return send(call(Command.EVALSHA, script.sha(), key, arguments))
        .recover(
            failure ->
                isForgotten(failure)
                    ? send(call(Command.EVAL, script.source(), key, arguments))
                    : Future.<@Nullable Response>failedFuture(failure));
  }

  private static Request call(Command command, String script, String key, String... arguments) {
    var request = Request.cmd(command).arg(script).arg(1).arg(key);
    for (var argument : arguments) {
      request.arg(argument);
    }
    return request;
  }

  private static boolean isForgotten(Throwable failure) {
    var message = failure.getMessage();
    return message != null && message.startsWith("NOSCRIPT");
  }

  private void connect() {
    Uni.createFrom()
        .deferred(this::openLine)
        .onFailure(failure -> !closed)
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely()
        .subscribe()
        .with(this::hold, failure -> LOG.debug("no line to redis, closing", failure));
  }

  private Uni<Line> openLine() {
    var client =
        Redis.createClient(
            vertx,
            new RedisOptions()
                .setConnectionString(config.url())
                .setMaxPoolSize(1)
                .setMaxWaitingHandlers(MOST_WAITING));
    return UniHelper.toUni(client.connect())
        .map(connection -> new Line(client, connection))
        .ifNoItem()
        .after(config.connectTimeout())
        .fail()
        .onFailure()
        .invoke(client::close);
  }

  private void hold(Line opened) {
    if (closed) {
      opened.client().close();
      return;
    }
    opened.connection().exceptionHandler(failure -> lost(opened));
    opened.connection().endHandler(end -> lost(opened));
    pinging = false;
    line.set(opened);
    LOG.info("redis is connected");
  }

  private void lost(Line held) {
    if (line.compareAndSet(held, null)) {
      LOG.warn("redis is away: last known projects and local limits are used until it is back");
      held.client().close();
      connect();
    }
  }

  /** A Redis that is frozen or cut off closes no connection: so we do. */
  private void ping() {
    var held = line.get();
    if (held == null) {
      return;
    }
    if (pinging) {
      lost(held);
      return;
    }
    pinging = true;
    held.connection()
        .send(Request.cmd(Command.PING))
        .onSuccess(pong -> pinging = false)
        .onFailure(failure -> lost(held));
  }
}
