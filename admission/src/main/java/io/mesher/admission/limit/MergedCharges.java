package io.mesher.admission.limit;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * Merges the charges of one quota that come while a call for it is under way: together they are the
 * next call. However busy a project is, it costs one call a round trip and not one a request. Each
 * charge has the verdict that it would have had alone, in the order in which they came.
 * Thread-safe.
 */
final class MergedCharges {
  private record Wish(int events, Promise<Charge> verdict) {}

  private final BiFunction<Quota, Integer, Future<Charge>> call;

  /** By quota with a call under way: who waits for the next one. Changed within its map only. */
  private final Map<Quota, List<Wish>> waiting = new ConcurrentHashMap<>();

  /**
   * Nothing is under way.
   *
   * @param call charges a quota; its result never fails
   */
  MergedCharges(BiFunction<Quota, Integer, Future<Charge>> call) {
    this.call = call;
  }

  /** As the call answers, on whatever thread it does. */
  Future<Charge> charge(Quota quota, int events) {
    var wish = new Wish(events, Promise.promise());
    if (!waits(quota, wish)) {
      send(quota, List.of(wish));
    }
    return wish.verdict().future();
  }

  /** Whether a call is under way that the wish now waits for; else there is one from now on. */
  private boolean waits(Quota quota, Wish wish) {
    var waits = new boolean[1];
    waiting.compute(
        quota,
        (same, others) -> {
          if (others == null) {
            return new ArrayList<>();
          }
          waits[0] = true;
          others.add(wish);
          return others;
        });
    return waits[0];
  }

  private void send(Quota quota, List<Wish> wishes) {
    int events = wishes.stream().mapToInt(Wish::events).sum();
    call.apply(quota, events)
        .onComplete(
            answer -> {
              sendNext(quota);
              if (answer.succeeded()) {
                share(answer.result(), wishes);
              } else {
                wishes.forEach(wish -> wish.verdict().fail(answer.cause()));
              }
            });
  }

  private void sendNext(Quota quota) {
    var next = new ArrayList<Wish>();
    waiting.computeIfPresent(
        quota,
        (same, others) -> {
          next.addAll(others);
          return others.isEmpty() ? null : new ArrayList<>();
        });
    if (!next.isEmpty()) {
      send(quota, next);
    }
  }

  private static void share(Charge charge, List<Wish> wishes) {
    int granted = charge.granted();
    long left = charge.left() + granted;
    for (var wish : wishes) {
      int share = Math.min(wish.events(), granted);
      granted -= share;
      left -= share;
      wish.verdict().complete(new Charge(share, left, charge.untilEnd()));
    }
  }
}
