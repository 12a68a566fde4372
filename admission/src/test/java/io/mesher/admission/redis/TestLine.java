package io.mesher.admission.redis;

import static org.awaitility.Awaitility.await;

import io.mesher.testkit.server.SharedServers;
import io.vertx.core.Vertx;
import java.time.Duration;

/** A line to the shared Redis, as one replica of a gateway holds it. */
public final class TestLine implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final RedisLine line;

  private TestLine(String url) {
    line = new RedisLine(vertx, config(url));
    line.open();
  }

  private static RedisConfig config(String url) {
    return new RedisConfig() {
      @Override
      public String url() {
        return url;
      }

      @Override
      public Duration connectTimeout() {
        return Duration.ofSeconds(2);
      }

      @Override
      public Duration pingTimeout() {
        return Duration.ofMillis(500);
      }
    };
  }

  /** A line that is connected. */
  public static TestLine connected() {
    var connected = new TestLine(SharedServers.environment().getOrDefault("MESHER_REDIS_URL", ""));
    await().until(connected.line::connected);
    return connected;
  }

  /** A line to a place where there is no Redis. */
  public static TestLine away() {
    return new TestLine("redis://127.0.0.1:1");
  }

  public RedisLine line() {
    return line;
  }

  @Override
  public void close() {
    line.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
