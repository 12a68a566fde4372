package io.mesher.ws.stream;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.contracts.codec.RecordCodec;
import io.mesher.contracts.event.StoredEvent;
import io.mesher.contracts.topic.Topic;
import io.mesher.testkit.fixture.TestProject;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.SharedServers;
import io.mesher.testkit.server.TestDatabase;
import io.mesher.ws.fixture.Service;
import io.mesher.ws.fixture.Stored;
import io.mesher.ws.fixture.StreamRequest;
import io.mesher.ws.fixture.Viewer;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.util.internal.PlatformDependent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Many sockets, some of them frozen: the others are quick and memory stays flat. 500 events a
 * second, a fifth of them in the project that the frozen ones watch.
 */
@QuarkusTest
@QuarkusTestResource(MesherServers.class)
@TestProfile(StreamSoakIT.ManyOfOneUser.class)
@EnabledIfSystemProperty(named = "soak", matches = ".*", disabledReason = "./mesher test --soak")
class StreamSoakIT {
  private static final Logger LOG = Logger.getLogger(StreamSoakIT.class);
  private static final int SOCKETS = 2_000;
  private static final int FROZEN = 50;
  private static final int PROJECTS = 100;
  private static final int PER_SECOND = 500;
  private static final int SECONDS = 30;
  private static final int TICKS_PER_SECOND = 50;
  private static final String SENT = "sent ";

  /** All sockets belong to one user. */
  public static final class ManyOfOneUser implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("mesher.ws.stream.max-connections-per-user", "5000");
    }
  }

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @Inject MeterRegistry metrics;

  private final Vertx vertx = Vertx.vertx();
  private final WebSocketClient client =
      vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(SOCKETS));
  private final ConcurrentLinkedQueue<Long> delays = new ConcurrentLinkedQueue<>();
  private final List<WebSocket> sockets = new ArrayList<>();
  private String token = "";

  @Test
  void frozenSocketsHarmNobody() throws InterruptedException {
    Service.awaitReady();
    var projects = projects();
    openSockets(projects);
    send(projects, 5);
    delays.clear();
    long before = memory();

    send(projects, SECONDS);

    long after = memory();
    var sorted = delays.stream().mapToLong(Long::longValue).sorted().toArray();
    long dropped = (long) metrics.get("mesher.ws.stream.dropped").counter().count();
    LOG.infof(
        "%d deliveries, p50 %d ms, p99 %d ms, max %d ms; %d dropped for frozen sockets;"
            + " memory (heap after collection and direct) %d MiB, then %d MiB",
        sorted.length,
        millis(sorted, 0.5),
        millis(sorted, 0.99),
        millis(sorted, 1),
        dropped,
        before >> 20,
        after >> 20);
    assertThat(sorted).hasSizeGreaterThan(PER_SECOND * SECONDS * 10);
    assertThat(millis(sorted, 0.99)).isLessThan(1_000);
    assertThat(dropped).isPositive();
    assertThat(after - before).isLessThan(48L << 20);
  }

  @AfterEach
  void closeSockets() {
    sockets.forEach(WebSocket::close);
    var unused = vertx.close();
  }

  private List<UUID> projects() {
    var organisation = TestProject.create();
    TestDatabase.execute(
        "INSERT INTO projects (org_id, name, slug) SELECT ?, 'soak', 'soak-' || n"
            + " FROM generate_series(1, ?) n",
        organisation.orgId(),
        PROJECTS);
    var ids = new ArrayList<UUID>();
    for (var row :
        TestDatabase.query(
            "SELECT id FROM projects WHERE org_id = ? AND name = 'soak'", organisation.orgId())) {
      ids.add((UUID) requireNonNull(row.get("id")));
    }
    token = Viewer.organisationToken(organisation);
    return ids;
  }

  private void openSockets(List<UUID> projects) {
    var open = new AtomicInteger();
    for (int batch = 0; batch < SOCKETS / 100; batch++) {
      var opening = new ArrayList<Future<WebSocket>>();
      for (int i = batch * 100; i < (batch + 1) * 100; i++) {
        boolean frozen = i < FROZEN;
        var project = projects.get(frozen ? 0 : i % PROJECTS);
        opening.add(
            client
                .connect(StreamRequest.withToken(port, project.toString(), token))
                .onSuccess(
                    socket -> {
                      if (frozen) {
                        socket.pause();
                      } else {
                        socket.textMessageHandler(this::heard);
                      }
                      open.incrementAndGet();
                    }));
      }
      int expected = (batch + 1) * 100;
      Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> open.get() == expected);
      opening.forEach(socket -> sockets.add(socket.result()));
    }
  }

  private void heard(String text) {
    int at = text.indexOf(SENT);
    if (at >= 0) {
      int from = at + SENT.length();
      delays.add(System.nanoTime() - Long.parseLong(text.substring(from, text.indexOf('"', from))));
    }
  }

  private void send(List<UUID> projects, int seconds) throws InterruptedException {
    var codec = RecordCodec.json(StoredEvent.class);
    var bulky = Map.of("bulk", "x".repeat(2_000));
    var ticks = new AtomicInteger();
    try (var producer =
            new KafkaProducer<>(
                Map.<String, Object>of(
                    "bootstrap.servers",
                    requireNonNull(
                        SharedServers.environment().get("MESHER_KAFKA_BOOTSTRAP_SERVERS")),
                    "acks",
                    "all"),
                new StringSerializer(),
                new ByteArraySerializer());
        var clock = Executors.newSingleThreadScheduledExecutor()) {
      var ticking =
          clock.scheduleAtFixedRate(
              () -> {
                int tick = ticks.getAndIncrement();
                for (int i = 0; i < PER_SECOND / TICKS_PER_SECOND; i++) {
                  var project =
                      i % 5 == 0 ? projects.get(0) : projects.get((tick * 8 + i) % PROJECTS);
                  var event =
                      Stored.event(project, SENT + System.nanoTime(), "error", "production", bulky);
                  var unused =
                      producer.send(
                          new ProducerRecord<>(
                              Topic.Names.EVENTS_STORED, project.toString(), codec.encode(event)));
                }
              },
              0,
              1_000 / TICKS_PER_SECOND,
              TimeUnit.MILLISECONDS);
      Awaitility.await()
          .atMost(Duration.ofSeconds(seconds * 4L))
          .pollInterval(Duration.ofMillis(200))
          .until(() -> ticks.get() >= seconds * TICKS_PER_SECOND);
      ticking.cancel(false);
    }
  }

  private static long millis(long[] sorted, double quantile) {
    int index = (int) Math.min(sorted.length - 1, Math.floor(sorted.length * quantile));
    return TimeUnit.NANOSECONDS.toMillis(sorted[index]);
  }

  /** Of this whole JVM, clients and service; without what the measurement itself keeps. */
  private long memory() {
    System.gc();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    long measured = delays.size() * 48L;
    return heap + PlatformDependent.usedDirectMemory() - measured;
  }
}
