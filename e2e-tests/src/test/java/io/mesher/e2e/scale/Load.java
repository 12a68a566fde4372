package io.mesher.e2e.scale;

import io.mesher.e2e.system.Http;
import io.mesher.e2e.system.Project;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients that send one event after the other, as an SDK behind a load balancer does: what one
 * gateway does not take is offered to the next one. Ends by itself after so many events.
 */
final class Load implements AutoCloseable {
  private static final int CLIENTS = 2;
  private static final int MOST = 20_000;

  private final Project project;
  private final List<String> gateways;
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final AtomicInteger offered = new AtomicInteger();
  private final AtomicInteger passedOn = new AtomicInteger();
  private final AtomicInteger refusedByAll = new AtomicInteger();
  private final AtomicLong longestRefusalNanos = new AtomicLong();
  private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
  private volatile boolean stopping;

  private Load(Project project, List<String> gateways) {
    this.project = project;
    this.gateways = gateways;
  }

  static Load start(Project project, List<String> gateways) {
    var load = new Load(project, gateways);
    for (int client = 0; client < CLIENTS; client++) {
      load.clients.execute(load::send);
    }
    return load;
  }

  private void send() {
    int number = offered.incrementAndGet();
    while (!stopping && number <= MOST) {
      offer(number);
      number = offered.incrementAndGet();
    }
  }

  /** Offers an event to one gateway after the other until one takes it. */
  private void offer(int number) {
    var id = UUID.randomUUID().toString().replace("-", "");
    long firstRefusal = 0;
    for (int attempt = 0; !stopping; attempt++) {
      if (attempt == gateways.size()) {
        refusedByAll.incrementAndGet();
      }
      if (accepts(gateways.get((number + attempt) % gateways.size()), id, number)) {
        acknowledged.add(id);
        if (firstRefusal != 0) {
          long refused = System.nanoTime() - firstRefusal;
          longestRefusalNanos.accumulateAndGet(refused, Math::max);
        }
        return;
      }
      passedOn.incrementAndGet();
      firstRefusal = firstRefusal == 0 ? System.nanoTime() : firstRefusal;
    }
  }

  private boolean accepts(String gateway, String id, int number) {
    try {
      var answer =
          Http.trySend(
              Http.request(gateway + "/api/v1/events")
                  .header("Authorization", "Bearer " + project.key())
                  .POST(
                      Http.json(
                          Map.of(
                              "event_id",
                              id,
                              "message",
                              "load",
                              "fingerprint",
                              "load-" + number % 50))));
      if (answer.status() == 429 || answer.status() == 400 || answer.status() == 401) {
        throw new AssertionError("the load itself is refused: " + answer);
      }
      return answer.status() == 202;
    } catch (IOException e) {
      return false; // the gateway is just away
    }
  }

  /** Ids of the events that were acknowledged so far. */
  Set<String> acknowledged() {
    return acknowledged;
  }

  /** How often all gateways in a row did not take the same event. */
  int refusedByAll() {
    return refusedByAll.get();
  }

  /** From the first refusal of an event to its acknowledgement, the longest. */
  Duration longestRefusal() {
    return Duration.ofNanos(longestRefusalNanos.get());
  }

  /** How often a gateway did not take an event. */
  int passedOn() {
    return passedOn.get();
  }

  /** No event more; returns when the last answers are there. */
  Load stop() {
    stopping = true;
    clients.shutdown();
    try {
      if (!clients.awaitTermination(60, TimeUnit.SECONDS)) {
        throw new AssertionError("a client does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return this;
  }

  @Override
  public void close() {
    stopping = true;
    clients.shutdownNow();
  }
}
