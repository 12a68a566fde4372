package io.mesher.writer.partition;

import io.mesher.writer.job.Job;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;

/** Makes the tables of the coming days, so that no event waits for its day. */
@ApplicationScoped
public class PartitionsAhead implements Job {
  private static final int DAYS = 7;

  private final Partitions partitions;
  private final Clock clock;

  public PartitionsAhead(Partitions partitions, Clock clock) {
    this.partitions = partitions;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "partitions-ahead";
  }

  @Override
  public Duration every() {
    return Duration.ofHours(1);
  }

  @Override
  public long run() {
    var today = LocalDate.now(clock);
    return today.datesUntil(today.plusDays(DAYS + 1)).filter(partitions::ensure).count();
  }
}
