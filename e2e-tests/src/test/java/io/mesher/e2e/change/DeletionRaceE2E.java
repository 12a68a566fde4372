package io.mesher.e2e.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mesher.e2e.system.MesherSystem;
import io.mesher.e2e.system.Project;
import io.mesher.e2e.system.Shared;
import io.mesher.e2e.system.SystemDatabase;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An issue is deleted again and again while its events come in. */
@ExtendWith(Shared.class)
class DeletionRaceE2E {
  private static final Map<String, String> EVENT = Map.of("message", "it comes back");
  private static final int DELETIONS = 5;
  private static final int SENDERS = 4;
  private static final int ACCEPTED = 202;

  /** Of each sender between two events. */
  private static final Duration PAUSE = Duration.ofMillis(5);

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final String OF_A_LIVING_ISSUE =
      """
      SELECT count(*) FROM events e JOIN issues i ON i.id = e.issue_id
      WHERE e.project_id = ? AND i.deleted_at IS NULL
      """;
  private static final String GHOSTS =
      """
      SELECT count(*) FROM group_hashes g LEFT JOIN issues i ON i.id = g.issue_id
      WHERE g.project_id = ? AND (i.id IS NULL OR i.deleted_at IS NOT NULL)
      """;

  private final MesherSystem mesher;
  private final Project project;
  private final SystemDatabase database;

  DeletionRaceE2E(MesherSystem mesher) {
    this.mesher = mesher;
    this.project = mesher.api().project();
    this.database = new SystemDatabase(mesher.settings());
  }

  @Test
  void aRacingEventMakesANewIssueAndNeverAGhost() {
    project.limitedTo(1_000_000);
    var sent = new AtomicInteger();
    var enough = new AtomicBoolean();
    try (var senders = Executors.newFixedThreadPool(SENDERS)) {
      for (int i = 0; i < SENDERS; i++) {
        senders.execute(() -> sendUntil(enough, sent));
      }
      try {
        deleteAgainAndAgain();
      } finally {
        enough.set(true);
      }
    }
    project.send(EVENT).ok();
    await().atMost(PATIENCE).until(this::volume, volume -> volume == sent.get() + 1);

    var issues = project.issues();
    assertThat(issues).hasSize(1);
    var count = issues.getFirst().path("event_count").asText();
    assertThat(count(OF_A_LIVING_ISSUE)).isEqualTo(count);
    assertThat(count(GHOSTS)).isEqualTo("0");
  }

  private void sendUntil(AtomicBoolean enough, AtomicInteger sent) {
    while (!enough.get()) {
      if (project.send(EVENT).status() == ACCEPTED) {
        sent.incrementAndGet();
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private void deleteAgainAndAgain() {
    var deleted = new AtomicInteger();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> deleted.addAndGet(deleteAll()), total -> total >= DELETIONS);
  }

  private int deleteAll() {
    int affected = 0;
    for (var issue : project.issues()) {
      var answer =
          mesher.api().post("/issues/" + issue.path("id").asText() + "/delete", Map.of()).ok();
      affected += answer.path("affected").asInt();
    }
    return affected;
  }

  private String count(String sql) {
    return database.query(sql, project.id()).getFirst();
  }

  /** What the project received: that an issue is deleted does not lower it. */
  private int volume() {
    int sum = 0;
    for (JsonNode hour : mesher.api().get("/projects/" + project.id() + "/dashboard/volume").ok()) {
      sum += hour.path("count").asInt();
    }
    return sum;
  }
}
