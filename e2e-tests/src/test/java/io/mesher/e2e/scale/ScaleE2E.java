package io.mesher.e2e.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.e2e.system.ConsumerGroup;
import io.mesher.e2e.system.MesherSystem;
import io.mesher.e2e.system.Project;
import io.mesher.e2e.system.Replica;
import io.mesher.e2e.system.Shared;
import io.mesher.localstack.service.Service;
import io.mesher.localstack.settings.Port;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** docs/operations/scaling.md, tried: replicas come and go under load and nothing is lost. */
@ExtendWith(Shared.class)
class ScaleE2E {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int SOME = 200;

  /** A promise to clients; held only where nothing else slows the machine down. */
  private static final Duration NOTICEABLE = Duration.ofSeconds(1);

  private final MesherSystem mesher;
  private final Admin admin;
  private final ConsumerGroup processors;
  private final ConsumerGroup writers;
  private final Project project;

  ScaleE2E(MesherSystem mesher) {
    this.mesher = mesher;
    this.admin = ConsumerGroup.admin(mesher.settings().ports().of(Port.KAFKA));
    this.processors = new ConsumerGroup(admin, "mesher-event-processor");
    this.writers = new ConsumerGroup(admin, "mesher-storage-writer");
    this.project = mesher.api().project().limitedTo(1_000_000);
  }

  @AfterEach
  void closeAdmin() {
    admin.close();
  }

  private Replica replica(Service service, String name) {
    return Replica.start(service, mesher.settings(), name);
  }

  private String gateway() {
    return "http://127.0.0.1:" + mesher.settings().ports().of(Port.INGEST);
  }

  /** Processors read one topic of 12 partitions, writers three. */
  private static void awaitShares(ConsumerGroup group, Integer... shares) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> assertThat(group.shares()).containsExactly(shares));
  }

  /** So that what follows happens in the middle of a stream of events. */
  private static void awaitSomeMore(Load load) {
    int before = load.acknowledged().size();
    await().atMost(PATIENCE).until(() -> load.acknowledged().size() >= before + SOME);
  }

  private void assertStoredOnce(Set<String> acknowledged) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              assertThat(processors.lag()).isZero();
              assertThat(writers.lag()).isZero();
            });
    var stored = new StoredEvents(mesher.settings(), project);
    // What was not acknowledged may be stored too: the answer was lost, not the event.
    assertThat(stored.ids()).doesNotHaveDuplicates().containsAll(acknowledged);
    assertThat(stored.counted()).isEqualTo(stored.ids().size());
  }

  @Test
  void killedAddedAndDrainedReplicasLoseNothingAndShareEvenly() {
    try (var second = replica(Service.EVENT_PROCESSOR, "processor-2");
        var third = replica(Service.EVENT_PROCESSOR, "processor-3");
        var writer = replica(Service.STORAGE_WRITER, "writer-2")) {
      awaitShares(processors, 4, 4, 4);
      awaitShares(writers, 18, 18);
      try (var load = Load.start(project, List.of(gateway()))) {
        awaitSomeMore(load);
        second.kill();
        awaitSomeMore(load);
        try (var fourth = replica(Service.EVENT_PROCESSOR, "processor-4")) {
          fourth.awaitReady();
          awaitShares(processors, 4, 4, 4);
          third.drain();
          writer.kill();
          awaitSomeMore(load);
          awaitShares(processors, 6, 6);
          awaitShares(writers, 36);

          assertStoredOnce(load.stop().acknowledged());
        }
      }
    }
  }

  @Test
  void restartingOneGatewayAfterTheOtherRefusesNothing() {
    try (var second = replica(Service.INGEST_GATEWAY, "gateway-2").awaitReady();
        var load = Load.start(project, List.of(gateway(), second.origin()))) {
      awaitSomeMore(load);
      restart("ingest-gateway");
      awaitSomeMore(load);
      second.restart();
      awaitSomeMore(load);

      assertNothingRefusedAndAllStored(load.stop());
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "soak", matches = ".*", disabledReason = "./mesher test --soak")
  void rollingRestartOfEverythingLosesNothing() {
    try (var second = replica(Service.INGEST_GATEWAY, "gateway-2").awaitReady();
        var load = Load.start(project, List.of(gateway(), second.origin()))) {
      for (var service : Service.values()) {
        awaitSomeMore(load);
        restart(service.module());
      }
      second.restart();
      awaitSomeMore(load);

      assertNothingRefusedAndAllStored(load.stop());
      assertThat(load.longestRefusal()).isLessThan(NOTICEABLE);
    }
  }

  private void assertNothingRefusedAndAllStored(Load load) {
    System.out.printf(
        "%d acknowledged, %d passed on to the other gateway, longest refusal %d ms%n",
        load.acknowledged().size(), load.passedOn(), load.longestRefusal().toMillis());
    assertThat(load.refusedByAll()).as("events that no gateway took").isZero();
    assertStoredOnce(load.acknowledged());
  }

  /** Asks a service of the system to end; its supervisor starts it again. */
  private void restart(String service) {
    long pid = mesher.pid(service);
    assertThat(ProcessHandle.of(pid).orElseThrow().destroy()).isTrue();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(
            () -> {
              assertThat(mesher.status().isWell()).as("%s", mesher.status()).isTrue();
              assertThat(mesher.pid(service)).isNotEqualTo(pid);
            });
  }
}
