package io.mesher.writer.partition;

import io.mesher.writer.database.DatabaseException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Says how far the tables of days reach back and ahead; each replica looks for itself. */
@Startup
@ApplicationScoped
public class PartitionAges {
  private static final Logger LOG = Logger.getLogger(PartitionAges.class);

  private final Supplier<List<DayTable>> tables;
  private final Clock clock;
  private volatile List<DayTable> days = List.of();

  @Inject
  public PartitionAges(Partitions partitions, Clock clock, MeterRegistry metrics) {
    this(partitions::days, clock, metrics);
  }

  PartitionAges(Supplier<List<DayTable>> tables, Clock clock, MeterRegistry metrics) {
    this.tables = tables;
    this.clock = clock;
    Gauge.builder("mesher.partition.oldest.age.seconds", this, PartitionAges::oldestSeconds)
        .description("Since the beginning of the oldest day that has a table; NaN: not known yet")
        .register(metrics);
    Gauge.builder("mesher.partition.ahead.seconds", this, PartitionAges::aheadSeconds)
        .description("To the end of the newest day that has a table; NaN: not known yet")
        .register(metrics);
  }

  /** Looks anew. */
  @Scheduled(every = "5m", delayed = "20s", concurrentExecution = ConcurrentExecution.SKIP)
  public void look() {
    try {
      days = tables.get();
    } catch (DatabaseException e) {
      LOG.debugf("the days are looked at later: %s", e.getMessage());
    }
  }

  private double oldestSeconds() {
    return days.isEmpty() ? Double.NaN : -secondsTo(days.getFirst().day());
  }

  private double aheadSeconds() {
    return days.isEmpty() ? Double.NaN : secondsTo(days.getLast().day().plusDays(1));
  }

  private double secondsTo(LocalDate day) {
    var begins = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    return Duration.between(clock.instant(), begins).toMillis() / 1000.0;
  }
}
