package io.mesher.admission.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.mesher.admission.credential.Sender;
import io.mesher.admission.redis.RedisLine;
import io.mesher.admission.redis.Script;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How many events a project (and a key, if it has a limit of its own) may send, exact over all
 * replicas: one script in Redis decides and counts. Refused events are not counted. What comes
 * while a call is under way shares the next one: see {@link MergedCharges}. Thread-safe.
 */
@Singleton
public class RateLimiter {
  /**
   * A window begins with its first granted event and ends by Redis's clock. Events are granted up
   * to the smaller of what the project and what the key have left.
   */
  private static final Script CHARGE =
      Script.of(
          """
          local wanted = tonumber(ARGV[1])
          local window = ARGV[2]
          local limit = tonumber(ARGV[3])
          local key_limit = tonumber(ARGV[4])
          local key_counter = KEYS[1] .. ':key:' .. ARGV[5]
          local used = tonumber(redis.call('GET', KEYS[1]) or '0')
          local left = limit - used
          local key_used = 0
          local key_bound = false
          if key_limit >= 0 then
            key_used = tonumber(redis.call('GET', key_counter) or '0')
            if key_limit - key_used < left then
              left = key_limit - key_used
              key_bound = true
            end
          end
          local granted = math.max(0, math.min(wanted, left))
          if granted > 0 then
            redis.call('INCRBY', KEYS[1], granted)
            if used == 0 then redis.call('PEXPIRE', KEYS[1], window) end
            if key_limit >= 0 then
              redis.call('INCRBY', key_counter, granted)
              if key_used == 0 then redis.call('PEXPIRE', key_counter, window) end
            end
          end
          local bound = KEYS[1]
          if key_bound then bound = key_counter end
          return {granted, math.max(0, left - granted), redis.call('PTTL', bound)}
          """);

  private static final String PREFIX = "mesher:limit:";
  private static final int MOST_EMPTY = 50_000;

  private record Empty(Quota quota, long endNanos) {}

  private final RedisLine redis;
  private final Ticker ticker = Ticker.systemTicker();
  private final LocalLimiter local = new LocalLimiter(ticker);
  private final MergedCharges charges = new MergedCharges(this::ask);
  private final Counter localCharges;

  /** By key: windows that are known to be used up. */
  private final Cache<UUID, Empty> empty =
      Caffeine.newBuilder()
          .maximumSize(MOST_EMPTY)
          .expireAfter(
              Expiry.<UUID, Empty>writing(
                  (key, known) ->
                      Duration.ofNanos(Math.max(1, known.endNanos() - System.nanoTime()))))
          .build();

  RateLimiter(RedisLine redis, MeterRegistry metrics) {
    this.redis = redis;
    this.localCharges =
        Counter.builder("mesher.admission.local.limits")
            .description("Events whose limit was decided without Redis")
            .register(metrics);
  }

  /**
   * How long the sender's window still is when it is known to be used up; null when it may have
   * something left. Asks nobody.
   */
  public @Nullable Duration knownEmptyFor(Sender sender) {
    var known = empty.getIfPresent(sender.key().id());
    if (known == null || !known.quota().equals(Quota.of(sender))) {
      return null;
    }
    long left = known.endNanos() - ticker.read();
    return left > 0 ? Duration.ofNanos(left) : null;
  }

  /** Counts as many of the events as may go on. Never fails: without Redis it decides alone. */
  public Future<Charge> charge(Sender sender, int events) {
    return charges.charge(Quota.of(sender), events);
  }

  private Future<Charge> ask(Quota quota, int events) {
    return redis
        .run(
            CHARGE,
            PREFIX + quota.project(),
            Integer.toString(events),
            Long.toString(quota.window().toMillis()),
            Integer.toString(quota.events()),
            Integer.toString(Objects.requireNonNullElse(quota.keyEvents(), -1)),
            quota.key().toString())
        .map(RateLimiter::charge)
        .otherwise(
            away -> {
              localCharges.increment(events);
              return local.charge(quota, events);
            })
        .onSuccess(charge -> remember(quota, charge));
  }

  private static Charge charge(@Nullable Response response) {
    var answer = Objects.requireNonNull(response, "a charge has an answer");
    return new Charge(
        (int) number(answer, 0),
        number(answer, 1),
        Duration.ofMillis(Math.max(1, number(answer, 2))));
  }

  private static long number(Response answer, int index) {
    return Objects.requireNonNull(answer.get(index).toLong(), "a charge is three numbers");
  }

  private void remember(Quota quota, Charge charge) {
    if (charge.usedUp()) {
      empty.put(quota.key(), new Empty(quota, ticker.read() + charge.untilEnd().toNanos()));
    }
  }
}
