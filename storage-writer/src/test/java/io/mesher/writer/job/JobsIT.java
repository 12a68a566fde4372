package io.mesher.writer.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The service runs every job and says when it last did. */
@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class JobsIT {
  private static final List<String> JOBS =
      List.of(
          "events-expired",
          "ids-expired",
          "partitions-ahead",
          "partitions-expired",
          "shards-folded",
          "spikes-escalated",
          "storage-measured",
          "tags-forgotten",
          "tombstones-cleared");

  @Inject JobRunner runner;
  @Inject MeterRegistry meters;
  @Inject @All List<Job> jobs;

  @Test
  void everyJobRunsLeavesItsRowAndItsTime() {
    var before = Instant.now().minusSeconds(1);
    TestDatabase.execute("DELETE FROM job_runs");

    runner.runWhatIsDue();
    runner.runWhatIsDue();

    assertThat(TestDatabase.query("SELECT * FROM job_runs ORDER BY job"))
        .allSatisfy(
            row -> {
              assertThat(row).containsEntry("failure", null);
              assertThat(row.get("finished_at")).isNotNull();
            })
        .extracting(row -> row.get("job"))
        .containsExactlyElementsOf(JOBS);
    for (var job : JOBS) {
      assertThat(meters.get("mesher.job.last.success.seconds").tag("job", job).gauge().value())
          .isGreaterThanOrEqualTo(before.getEpochSecond());
      assertThat(meters.get("mesher.job.duration").tag("job", job).timer().count())
          .as("runs of %s", job)
          .isEqualTo(1);
    }
  }

  @Test
  void spikesAreLookedForEveryFiveMinutes() {
    assertThat(jobs)
        .filteredOn(job -> job.name().equals("spikes-escalated"))
        .extracting(Job::every)
        .containsExactly(Duration.ofMinutes(5));
  }
}
