package io.mesher.writer.partition;

import io.mesher.writer.database.Database;
import io.mesher.writer.job.Job;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;

/** Drops the tables of days that are past every project's retention. */
@ApplicationScoped
public class PartitionsExpired implements Job {
  /** Without any project the longest that one could ask for. */
  private static final String LONGEST = "SELECT coalesce(max(retention_days), 90) FROM projects";

  private final Partitions partitions;
  private final Database database;
  private final Clock clock;

  public PartitionsExpired(Partitions partitions, Database database, Clock clock) {
    this.partitions = partitions;
    this.database = database;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "partitions-expired";
  }

  @Override
  public Duration every() {
    return Duration.ofHours(1);
  }

  @Override
  public long run() {
    int longest = database.run(LONGEST).iterator().next().getInteger(0);
    return partitions.dropBefore(LocalDate.now(clock).minusDays(longest));
  }
}
