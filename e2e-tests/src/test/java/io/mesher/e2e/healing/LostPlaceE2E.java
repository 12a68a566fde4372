package io.mesher.e2e.healing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.contracts.outcome.OutcomeReport;
import io.mesher.contracts.topic.Topic;
import io.mesher.e2e.system.ConsumerGroup;
import io.mesher.e2e.system.MesherSystem;
import io.mesher.e2e.system.Project;
import io.mesher.e2e.system.Shared;
import io.mesher.e2e.system.SystemDatabase;
import io.mesher.localstack.settings.Port;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Kafka's retention has passed over events that nobody had processed. */
@ExtendWith(Shared.class)
class LostPlaceE2E {
  private static final int BEFORE = 40;
  private static final int UNREAD = 60;

  /** A fetch that was under way when its reader froze has been answered then. */
  private static final Duration FETCHED = Duration.ofMillis(300);

  private static final String LOST =
      "SELECT coalesce(sum(count), 0)::text FROM outcomes WHERE project_id = ? AND outcome = 'lost'"
          + " AND reason = 'mesher.events.accepted'";

  private final MesherSystem mesher;
  private final Project project;

  LostPlaceE2E(MesherSystem mesher) {
    this.mesher = mesher;
    this.project = mesher.api().project();
  }

  @Test
  void whatIsDeletedUnreadIsCountedAsLostAndTheRestGoesOn() throws Exception {
    try (var admin = ConsumerGroup.admin(mesher.settings().ports().of(Port.KAFKA))) {
      var processors = new ConsumerGroup(admin, "mesher-event-processor");
      send(BEFORE);
      await().atMost(Project.PATIENCE).until(() -> processors.lag() == 0);
      long before = lost();
      long pid = mesher.pid("event-processor");

      signal("STOP", pid);
      long deleted;
      try {
        await().pollDelay(FETCHED).until(() -> true);
        send(UNREAD);
        deleted = processors.lag();
        deleteAll(admin);
      } finally {
        signal("CONT", pid);
      }

      await()
          .atMost(Project.PATIENCE)
          .untilAsserted(() -> assertThat(lost() - before).isEqualTo(deleted));
      assertThat(deleted).isBetween(1L, (long) UNREAD);
      var next = project.send(Map.of("message", "after the loss")).ok().path("id").asText();
      project.awaitEvent(next, Project.PATIENCE);
    }
  }

  private void send(int events) {
    for (int i = 0; i < events; i++) {
      project.send(Map.of("message", "to be read in time")).ok();
    }
  }

  /** Of the partitions that were ever read: what is lost of others nobody can know. */
  private static void deleteAll(Admin admin) throws Exception {
    var read =
        admin
            .listConsumerGroupOffsets("mesher-event-processor")
            .partitionsToOffsetAndMetadata()
            .get()
            .keySet();
    assertThat(read).allMatch(one -> one.topic().equals(Topic.Names.EVENTS_ACCEPTED));
    admin
        .deleteRecords(
            read.stream().collect(Collectors.toMap(one -> one, one -> RecordsToDelete.beforeOffset(-1))))
        .all()
        .get();
  }

  private long lost() {
    return Long.parseLong(
        new SystemDatabase(mesher.settings())
            .query(LOST, OutcomeReport.NOBODY.toString())
            .getFirst());
  }

  private static void signal(String signal, long pid) throws IOException, InterruptedException {
    var kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).inheritIO().start();
    assertThat(kill.waitFor()).isZero();
  }
}
