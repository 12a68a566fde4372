package io.mesher.bench.e2e;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * What came of holding a rate.
 *
 * @param rate that was to be held, events a second
 * @param intake what the gateway answered, events a second
 * @param drained events a second until the last was visible
 * @param events that were acknowledged
 * @param waiting events that were acknowledged but not yet announced as stored when the intake
 *     ended
 * @param p50 median from receipt to visible, in milliseconds
 * @param p99 the same of the slowest hundredth
 * @param cpu time on a core that each process spent for an event
 */
record HeldRate(
    int rate,
    double intake,
    double drained,
    long events,
    long waiting,
    long p50,
    long p99,
    Map<String, Duration> cpu) {
  /** The intake may fall this much short of what was to be held. */
  private static final double SLACK = 0.98;

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  static HeldRate measure(
      ConstantLoad load,
      StoredTopic stored,
      Supplier<Map<String, Duration>> cpu,
      int rate,
      Duration time) {
    long before = stored.accepted();
    var spentBefore = cpu.get();
    long begin = System.currentTimeMillis();
    var sent = load.run(rate, time);
    long waiting = before + sent.requests() - stored.size();
    long events = settled(stored) - before;
    var delays = stored.delays(events, PATIENCE);
    double drained = events * 1e3 / (stored.lastVisible() - begin);
    var spent = cpu.get();
    spent.replaceAll(
        (name, after) ->
            after.minus(spentBefore.getOrDefault(name, Duration.ZERO)).dividedBy(events));
    return new HeldRate(
        rate,
        sent.rate(),
        drained,
        events,
        waiting,
        delays.get(delays.size() / 2),
        delays.get((int) (delays.size() * 0.99)),
        spent);
  }

  /** What is in Kafka once the answers that nobody waited for are given, too. */
  private static long settled(StoredTopic topics) {
    var last = new AtomicLong(-1);
    return Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .until(topics::accepted, now -> last.getAndSet(now) == now);
  }

  /** Whether the intake reached it and no more than a second of it waited at the end. */
  boolean isKeptUpWith() {
    return intake >= SLACK * rate && waiting <= rate;
  }

  @Override
  public String toString() {
    return "%5d/s   intake %5.0f/s   drained %5.0f/s   waiting at the end %5d   visible after %4d ms (p50), %5d ms (p99)   %s"
        .formatted(
            rate, intake, drained, waiting, p50, p99, isKeptUpWith() ? "kept up" : "not kept up");
  }

  /** Microseconds on a core for an event, of all processes and of each. */
  String cost() {
    long sum = cpu.values().stream().mapToLong(Duration::toNanos).sum() / 1_000;
    return cpu.entrySet().stream()
        .map(one -> one.getKey() + " " + one.getValue().toNanos() / 1_000)
        .collect(Collectors.joining(", ", "CPU for an event: " + sum + " µs (", ")"));
  }
}
