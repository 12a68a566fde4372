package io.mesher.writer.job;

import io.mesher.writer.database.Database;
import io.mesher.writer.database.DatabaseException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs each job when it is due. Replicas agree by claiming the job's row of {@code job_runs} under
 * an advisory lock; a run whose replica died is due again after the usual time.
 */
@ApplicationScoped
public class JobRunner {
  private static final Logger LOG = Logger.getLogger(JobRunner.class);

  private static final String LOCK =
      "SELECT pg_advisory_xact_lock(hashtextextended('mesher.job.' || $1, 0))";

  private static final String CLAIM =
      """
      INSERT INTO job_runs (job, started_at) VALUES ($1, $2)
      ON CONFLICT (job) DO UPDATE SET started_at = excluded.started_at, finished_at = NULL
      WHERE job_runs.started_at <= $3
      RETURNING job""";

  private static final String FINISH =
      "UPDATE job_runs SET finished_at = $2, affected = $3, failure = $4 WHERE job = $1";

  private final Database database;
  private final List<Job> jobs;
  private final Clock clock;
  private final MeterRegistry metrics;
  private final Map<String, Instant> lastSuccess = new ConcurrentHashMap<>();

  public JobRunner(Database database, @All List<Job> jobs, Clock clock, MeterRegistry metrics) {
    this.database = database;
    this.jobs = List.copyOf(jobs);
    this.clock = clock;
    this.metrics = metrics;
    for (var job : this.jobs) {
      metrics.gauge(
          "mesher.job.last.success.seconds",
          List.of(Tag.of("job", job.name())),
          this,
          runner -> runner.lastSuccess(job));
    }
  }

  /** Every ten seconds, as jobs are due at times of their own. */
  @Scheduled(every = "10s", delayed = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  void runWhatIsDue() {
    jobs.forEach(this::runIfDue);
  }

  /** Whether it was due and this replica ran it. */
  public boolean runIfDue(Job job) {
    try {
      if (!claim(job)) {
        return false;
      }
    } catch (DatabaseException e) {
      LOG.debugf("job %s can't be claimed: %s", job.name(), e.getMessage());
      return false;
    }
    run(job);
    return true;
  }

  private void run(Job job) {
    long before = System.nanoTime();
    try {
      long affected = job.run();
      lastSuccess.put(job.name(), clock.instant());
      record(job, affected, null);
      metrics.counter("mesher.job.affected", "job", job.name()).increment(affected);
    } catch (DatabaseException e) {
      LOG.warnf("job %s stopped and is tried again when it is due: %s", job.name(), e.getMessage());
      record(job, 0, e.getMessage());
      metrics.counter("mesher.job.failures", "job", job.name()).increment();
    }
    metrics
        .timer("mesher.job.duration", "job", job.name())
        .record(Duration.ofNanos(System.nanoTime() - before));
  }

  private boolean claim(Job job) {
    var now = clock.instant();
    try (var transaction = database.begin()) {
      transaction.send(LOCK, job.name());
      var claimed =
          transaction.send(
              CLAIM,
              job.name(),
              now.atOffset(ZoneOffset.UTC),
              now.minus(job.every()).atOffset(ZoneOffset.UTC));
      transaction.commit();
      return claimed.rows().size() > 0;
    }
  }

  private void record(Job job, long affected, @Nullable String failure) {
    try {
      database.run(FINISH, job.name(), clock.instant().atOffset(ZoneOffset.UTC), affected, failure);
    } catch (DatabaseException e) {
      LOG.debugf("the end of job %s is not recorded: %s", job.name(), e.getMessage());
    }
  }

  private double lastSuccess(Job job) {
    var at = lastSuccess.get(job.name());
    return at == null ? 0 : at.getEpochSecond();
  }
}
