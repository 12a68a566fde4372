package io.mesher.admission.credential;

import io.mesher.admission.credential.Known.Absent;
import io.mesher.admission.credential.Known.Changed;
import io.mesher.admission.credential.Known.Gone;
import io.mesher.admission.credential.Known.Present;
import io.mesher.admission.redis.RedisLine;
import io.mesher.admission.redis.Script;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What all gateways know together, in Redis. A write never replaces something newer. */
final class SharedStates<V> {
  /** Answers with what is there afterwards. Forms: {@link KnownText}. */
  private static final Script OFFER =
      Script.of(
          """
          local current = redis.call('GET', KEYS[1])
          if current then
            local v, r = string.match(current, '^(%d+) (%d)')
            local version, rank = tonumber(v), tonumber(r)
            local offered, offered_rank = tonumber(ARGV[2]), tonumber(ARGV[3])
            if version and (version > offered or (version == offered and rank >= offered_rank)) then
              return current
            end
          end
          redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[4])
          return ARGV[1]
          """);

  /**
   * Changes reach Redis by message, so this bounds only what a lost message can do; long, so that
   * keys go on working while PostgreSQL is away.
   */
  static final Duration PRESENT_FOR = Duration.ofMinutes(10);

  /** Longer than any reading of a row can be under way. */
  private static final Duration GONE_FOR = Duration.ofHours(1);

  /**
   * With the second that it is kept locally, a key is known 4 s after its making: 5 are promised.
   */
  private static final Duration ABSENT_FOR = Duration.ofSeconds(3);

  private final RedisLine redis;
  private final String prefix;
  private final KnownText<V> text;

  SharedStates(RedisLine redis, String prefix, Class<V> type) {
    this.redis = redis;
    this.prefix = prefix;
    this.text = new KnownText<>(type);
  }

  /** What is known; null when nothing is. */
  Uni<@Nullable Known<V>> get(String id) {
    return UniHelper.toUni(redis.send(Request.cmd(Command.GET).arg(prefix + id)))
        .map(found -> found == null ? null : text.read(found.toString()));
  }

  /** Offers a reading; answers with the newer of it and of what is there. */
  Uni<Known<V>> offer(String id, Known<V> known) {
    return UniHelper.toUni(
            redis.run(
                OFFER,
                prefix + id,
                text.write(known),
                Long.toString(known.version()),
                Integer.toString(known.rank()),
                Long.toString(lifetime(known).toMillis())))
        .map(winner -> orElse(winner, known));
  }

  private Known<V> orElse(@Nullable Response winner, Known<V> known) {
    var read = winner == null ? null : text.read(winner.toString());
    return read == null ? known : read;
  }

  private static Duration lifetime(Known<?> known) {
    return switch (known) {
      case Present<?> present -> PRESENT_FOR;
      case Changed<?> changed -> PRESENT_FOR;
      case Gone<?> gone -> GONE_FOR;
      case Absent<?> absent -> ABSENT_FOR;
    };
  }
}
