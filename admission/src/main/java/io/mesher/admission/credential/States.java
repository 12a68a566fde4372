package io.mesher.admission.credential;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.mesher.admission.credential.Known.Absent;
import io.mesher.admission.credential.Known.Changed;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keys or projects: looked up in this process (at most 5 s old), in Redis, in PostgreSQL, and when
 * neither answers, as last known. However readings and changes cross, the newest version wins.
 * Thread-safe, never blocks.
 */
final class States<V> {
  private static final Logger LOG = Logger.getLogger(States.class);
  private static final Duration FRESH_FOR = Duration.ofMillis(4_500);
  private static final Duration ABSENT_FOR = Duration.ofSeconds(1);
  private static final int MOST_FRESH = 20_000;
  private static final int MOST_KNOWN = 50_000;

  private final SharedStates<V> shared;
  private final Function<String, Uni<Known<V>>> table;
  private final AsyncCache<String, Known<V>> fresh =
      Caffeine.newBuilder()
          .maximumSize(MOST_FRESH)
          .expireAfter(Expiry.<String, Known<V>>writing((id, known) -> freshFor(known)))
          .buildAsync();

  /** Never negative entries: a flood of made-up keys must not push out the real ones. */
  private final Cache<String, Known<V>> newest =
      Caffeine.newBuilder().maximumSize(MOST_KNOWN).build();

  States(SharedStates<V> shared, Function<String, Uni<Known<V>>> table) {
    this.shared = shared;
    this.table = table;
  }

  /** What is known without asking anybody; null when that is nothing, or too old. */
  @Nullable Known<V> peek(String id) {
    var reading = fresh.getIfPresent(id);
    return reading == null ? null : reading.getNow(null);
  }

  /** What is known; asks whom it must, once for all who wait for the same. */
  Uni<Known<V>> get(String id) {
    return Uni.createFrom()
        .completionStage(() -> fresh.get(id, (key, executor) -> read(key)).copy());
  }

  /**
   * Takes in a change that was heard of: a tombstone or {@link Changed}. Done when Redis knows it
   * too, or is away.
   */
  Uni<Void> changed(String id, Known<V> change) {
    if (isAnswer(change)) {
      keepNewest(id, change);
    }
    return shared
        .offer(id, change)
        .onFailure()
        .invoke(failure -> LOG.debugf(failure, "change of %s not written to redis", id))
        .onFailure()
        .recoverWithItem(change)
        .invoke(() -> fresh.synchronous().invalidate(id))
        .replaceWithVoid();
  }

  private CompletableFuture<Known<V>> read(String id) {
    return shared
        .get(id)
        .onFailure()
        .recoverWithNull()
        .flatMap(found -> isAnswer(found) ? Uni.createFrom().item(found) : readTable(id))
        .map(known -> keepNewest(id, known))
        .onFailure()
        .recoverWithUni(failure -> lastKnown(id, failure))
        .subscribeAsCompletionStage();
  }

  private Uni<Known<V>> readTable(String id) {
    return table
        .apply(id)
        .flatMap(
            row ->
                shared
                    .offer(id, row)
                    .map(winner -> isAnswer(winner) ? winner : row)
                    .onFailure()
                    .recoverWithItem(row));
  }

  private Uni<Known<V>> lastKnown(String id, Throwable failure) {
    var known = newest.getIfPresent(id);
    if (known == null) {
      return Uni.createFrom().failure(failure);
    }
    LOG.debugf(failure, "last known state of %s is used", id);
    return Uni.createFrom().item(known);
  }

  /** The reading, or what this process knows to be newer. */
  private Known<V> keepNewest(String id, Known<V> known) {
    if (known instanceof Absent<V>) {
      return known;
    }
    return newest.asMap().merge(id, known, (old, reading) -> old.replaces(reading) ? old : reading);
  }

  private static boolean isAnswer(@Nullable Known<?> known) {
    return known != null && !(known instanceof Changed<?>);
  }

  private static Duration freshFor(Known<?> known) {
    return known instanceof Absent<?> ? ABSENT_FOR : FRESH_FOR;
  }
}
