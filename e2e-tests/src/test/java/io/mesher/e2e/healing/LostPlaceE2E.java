package io.mesher.e2e.healing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.contracts.outcome.OutcomeReport;
import io.mesher.e2e.system.ConsumerGroup;
import io.mesher.e2e.system.KafkaWriter;
import io.mesher.e2e.system.MesherSystem;
import io.mesher.e2e.system.Project;
import io.mesher.e2e.system.Shared;
import io.mesher.e2e.system.Signal;
import io.mesher.e2e.system.SystemDatabase;
import io.mesher.localstack.settings.Port;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Kafka's retention has passed over events that nobody had processed. */
@ExtendWith(Shared.class)
class LostPlaceE2E {
  private static final int PARTITIONS = 12;
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
      sendToEveryPartition();
      await()
          .atMost(Project.PATIENCE)
          .until(() -> read(admin).size() == PARTITIONS && processors.lag() == 0);
      long before = lost();
      long pid = mesher.pid("event-processor");

      Signal.STOP.to(pid);
      long deleted = deleteUnread(admin, processors, pid);

      sendToEveryPartition(); // a hole is seen with the next record behind it
      await()
          .atMost(Project.PATIENCE)
          .untilAsserted(() -> assertThat(lost() - before).isEqualTo(deleted));
      assertThat(deleted).isEqualTo(UNREAD);
      var next = project.send(Map.of("message", "after the loss")).ok().path("id").asText();
      project.awaitEvent(next, Project.PATIENCE);
    }
  }

  private long deleteUnread(Admin admin, ConsumerGroup processors, long frozen) throws Exception {
    try {
      await().pollDelay(FETCHED).until(() -> true);
      for (int i = 0; i < UNREAD; i++) {
        project.send(Map.of("message", "nobody reads this in time")).ok();
      }
      long unread = processors.lag();
      deleteAll(admin);
      return unread;
    } finally {
      Signal.CONT.to(frozen);
    }
  }

  private void sendToEveryPartition() throws Exception {
    var event = "{\"message\":\"read in time\"}".getBytes(StandardCharsets.UTF_8);
    try (var kafka = new KafkaWriter(mesher)) {
      for (int partition : kafka.partitions()) {
        kafka.accept(partition, UUID.fromString(project.id()), UUID.randomUUID(), event);
      }
    }
  }

  private static void deleteAll(Admin admin) throws Exception {
    admin
        .deleteRecords(
            read(admin).stream()
                .collect(Collectors.toMap(one -> one, one -> RecordsToDelete.beforeOffset(-1))))
        .all()
        .get();
  }

  /** Partitions of which a place is committed. */
  private static Set<TopicPartition> read(Admin admin) throws Exception {
    return admin
        .listConsumerGroupOffsets("mesher-event-processor")
        .partitionsToOffsetAndMetadata()
        .get()
        .keySet();
  }

  private long lost() {
    return Long.parseLong(
        new SystemDatabase(mesher.settings())
            .query(LOST, OutcomeReport.NOBODY.toString())
            .getFirst());
  }
}
