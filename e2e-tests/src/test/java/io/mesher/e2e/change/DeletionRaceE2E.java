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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An issue is deleted again and again while its events come in. */
@ExtendWith(Shared.class)
class DeletionRaceE2E {
  private static final Map<String, String> EVENT = Map.of("message", "it comes back");
  private static final int EVENTS = 400;
  private static final int SENDERS = 4;
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
  void aRacingEventMakesANewIssueAndNeverAGhost() throws InterruptedException {
    int deleted = 0;
    try (var senders = Executors.newFixedThreadPool(SENDERS)) {
      for (int i = 0; i < EVENTS; i++) {
        senders.execute(() -> project.send(EVENT).ok());
      }
      senders.shutdown();
      while (!senders.awaitTermination(20, TimeUnit.MILLISECONDS)) {
        deleted += deleteAll();
      }
    }
    project.send(EVENT).ok();
    await().atMost(PATIENCE).until(this::volume, volume -> volume == EVENTS + 1);

    var issues = project.issues();
    assertThat(deleted).isGreaterThan(1);
    assertThat(issues).hasSize(1);
    var count = issues.getFirst().path("event_count").asText();
    assertThat(count(OF_A_LIVING_ISSUE)).isEqualTo(count);
    assertThat(count(GHOSTS)).isEqualTo("0");
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
