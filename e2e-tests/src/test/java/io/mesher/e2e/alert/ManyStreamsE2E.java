package io.mesher.e2e.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.e2e.system.MesherSystem;
import io.mesher.e2e.system.Project;
import io.mesher.localstack.settings.Port;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * From the gateway's acknowledgement through every service to thousands of sockets, some of which
 * do not read: the others hear of every event, soon, and the ws-gateway's memory stays flat. A
 * fifth of the events is in the project that the frozen ones watch.
 */
@EnabledIfSystemProperty(named = "soak", matches = ".*", disabledReason = "./mesher test --soak")
class ManyStreamsE2E {
  private static final int PROJECTS = 100;
  private static final int READING = 1_950;
  private static final int FROZEN = 50;
  private static final int PER_SECOND = 500;

  /** Before the compilers have done their work, two cores do not bear more of all this. */
  private static final int GENTLY = 100;

  private static final Duration WARM_UP = Duration.ofSeconds(40);
  private static final Duration MEASURED = Duration.ofSeconds(60);
  private static final Duration TICK = Duration.ofMillis(20);
  private static final int AT_ONCE = 64;

  /** So that what the frozen do not read fills the buffers between, too. */
  private static final String BULK = "x".repeat(2_000);

  private static final List<String> OPTIONS =
      List.of(
          "-XX:TieredStopAtLevel=4",
          "-XX:ReservedCodeCacheSize=128m",
          "-Dmesher.ws.stream.max-connections-per-user=5000");

  private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
  private final Map<String, Integer> projectOf = new ConcurrentHashMap<>();
  private final LongAdder refused = new LongAdder();

  @Test
  void everyoneWhoReadsHearsSoonWhoeverElseDoesNot() throws InterruptedException {
    try (var mesher = MesherSystem.startEmpty("many-streams", OPTIONS);
        var sockets = new ManySockets()) {
      var projects = new ArrayList<Project>();
      for (int i = 0; i < PROJECTS; i++) {
        projects.add(mesher.api().project().limitedTo(1_000_000).at(gatewayOf(mesher)));
      }
      var gateway = new StreamGateway(mesher);
      for (int i = 0; i < FROZEN; i++) {
        sockets.openFrozen(gateway.streamUrl(projects.getFirst()), mesher.api().token());
      }
      for (int i = 0; i < READING; i++) {
        sockets.openReading(gateway.streamUrl(projects.get(i % PROJECTS)), mesher.api().token());
      }
      send(projects, GENTLY, WARM_UP);
      send(projects, PER_SECOND, WARM_UP);
      awaitSilence(sockets);
      assertThat(sockets.closed()).isZero();
      sockets.forget();
      acknowledged.clear();
      long before = gateway.memoryInUse();

      send(projects, PER_SECOND, MEASURED);
      awaitHeard(sockets);

      long after = gateway.memoryInUse();
      var delays = sockets.delays(acknowledged);
      System.out.printf(
          "%d events acknowledged, %d deliveries; from acknowledgement to the client p50 %d ms,"
              + " p99 %d ms, max %d ms; %d dropped for those who do not read;"
              + " ws-gateway %d MiB, then %d MiB%n",
          acknowledged.size(),
          delays.count(),
          delays.millis(0.5),
          delays.millis(0.99),
          delays.millis(1),
          gateway.dropped(),
          before >> 20,
          after >> 20);
      assertThat(refused.sum()).isZero();
      assertThat(acknowledged).hasSizeGreaterThan((int) (PER_SECOND * MEASURED.toSeconds() * 0.95));
      assertThat(delays.millis(0.99)).isLessThan(1_000);
      assertThat(gateway.dropped()).isPositive();
      assertThat(after - before).isLessThan(48L << 20);
    }
  }

  /** Past the edge, as behind a load balancer of one's own. */
  private static String gatewayOf(MesherSystem mesher) {
    return "http://127.0.0.1:" + mesher.settings().ports().of(Port.INGEST);
  }

  /** Every acknowledged event, by every reading socket of its project. */
  private void awaitHeard(ManySockets sockets) {
    long expected =
        acknowledged.keySet().stream()
            .mapToLong(id -> readers(projectOf.getOrDefault(id, 0)))
            .sum();
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(
            () ->
                assertThat(sockets.heard())
                    .as(
                        "heard, where %d were told to be dropped and %d sockets closed",
                        sockets.missed(), sockets.closed())
                    .isEqualTo(expected));
  }

  /** While compilers are at work, clients too may be too slow for the rings. */
  private static void awaitSilence(ManySockets sockets) {
    var last = new AtomicLong(-1);
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofSeconds(2))
        .until(() -> last.getAndSet(sockets.heard()) == sockets.heard());
  }

  private static int readers(int project) {
    return READING / PROJECTS + (project < READING % PROJECTS ? 1 : 0);
  }

  /** By the clock, not by the answers. */
  private void send(List<Project> projects, int rate, Duration duration)
      throws InterruptedException {
    int each = (int) (rate * TICK.toMillis() / 1_000);
    long ticks = duration.dividedBy(TICK);
    var number = new AtomicInteger();
    var atOnce = new Semaphore(AT_ONCE);
    try (var clock = Executors.newSingleThreadScheduledExecutor();
        var senders = Executors.newVirtualThreadPerTaskExecutor()) {
      var ticking =
          clock.scheduleAtFixedRate(
              () -> {
                for (int i = 0; i < each; i++) {
                  int event = number.getAndIncrement();
                  int project = event % 5 == 0 ? 0 : event % PROJECTS;
                  atOnce.acquireUninterruptibly();
                  senders.execute(
                      () -> {
                        try {
                          send(projects.get(project), project, event);
                        } finally {
                          atOnce.release();
                        }
                      });
                }
              },
              0,
              TICK.toMillis(),
              TimeUnit.MILLISECONDS);
      await().atMost(duration.multipliedBy(2)).until(() -> number.get() >= ticks * each);
      ticking.cancel(false);
    }
  }

  private void send(Project project, int index, int number) {
    var answer =
        project.send(
            Map.of(
                "message",
                index == 0 ? "many streams " + BULK : "many streams",
                "fingerprint",
                "stream-" + number % 200));
    if (answer.status() != 202) {
      refused.increment();
      return;
    }
    var id = answer.body().path("id").asText();
    projectOf.put(id, index);
    acknowledged.put(id, System.nanoTime());
  }
}
