package io.mesher.writer.usage;

import io.mesher.writer.database.Database;
import io.mesher.writer.job.Job;
import io.mesher.writer.partition.DayTable;
import io.mesher.writer.partition.Partitions;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Measures what each project's events take: a day's whole size on disk, indexes included, is shared
 * among its projects by the bytes of their payloads. A day that is over is read again when its size
 * has changed, and once a day, as small changes need no new page.
 */
@ApplicationScoped
public class StorageMeasured implements Job {
  private static final String SIZE =
      """
      SELECT size, NOT EXISTS (SELECT FROM storage_days
                               WHERE day = $2 AND table_bytes = size AND measured_at > $3)
      FROM pg_total_relation_size($1::text::regclass) AS size""";

  private static final String FORGET = "DELETE FROM storage_days WHERE day = $1";

  private static final String MEASURE =
      """
      INSERT INTO storage_days (day, project_id, event_count, payload_bytes, table_bytes, measured_at)
      SELECT $1, project_id, count(*), sum(octet_length(payload)), $2, $3
      FROM %s GROUP BY project_id""";

  private static final String GONE = "DELETE FROM storage_days WHERE day <> ALL ($1::date[])";

  private static final String ADD_UP =
      """
      INSERT INTO project_storage AS s (project_id, event_count, bytes, measured_at)
      SELECT p.id, coalesce(sum(d.event_count), 0),
             coalesce(sum(d.table_bytes * (d.payload_bytes::numeric / nullif(d.day_bytes, 0))), 0)::bigint, $1
      FROM projects p
      LEFT JOIN (SELECT *, sum(payload_bytes) OVER (PARTITION BY day) AS day_bytes
                 FROM storage_days) AS d ON d.project_id = p.id
      GROUP BY p.id
      ON CONFLICT (project_id) DO UPDATE
      SET event_count = excluded.event_count, bytes = excluded.bytes, measured_at = excluded.measured_at""";

  /** A whole day is read, which takes longer than anything else here may. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Database database;
  private final Partitions partitions;
  private final Clock clock;

  public StorageMeasured(Database database, Partitions partitions, Clock clock) {
    this.database = database;
    this.partitions = partitions;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "storage-measured";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(15);
  }

  @Override
  public long run() {
    var days = partitions.days();
    days.forEach(this::measure);
    try (var transaction = database.begin()) {
      transaction.send(GONE, (Object) days.stream().map(DayTable::day).toArray(LocalDate[]::new));
      var added = transaction.send(ADD_UP, clock.instant().atOffset(ZoneOffset.UTC));
      transaction.commit();
      return added.rows().rowCount();
    }
  }

  private void measure(DayTable table) {
    var now = clock.instant().atOffset(ZoneOffset.UTC);
    Row size = database.run(SIZE, table.name(), table.day(), now.minusDays(1)).iterator().next();
    boolean isOver = table.day().isBefore(LocalDate.now(clock));
    if (isOver && !size.getBoolean(1)) {
      return;
    }
    try (var transaction = database.begin(PATIENCE)) {
      transaction.send("SET LOCAL statement_timeout = '%ds'".formatted(PATIENCE.toSeconds()));
      transaction.send(FORGET, table.day());
      transaction.send(MEASURE.formatted(table.name()), table.day(), size.getLong(0), now);
      transaction.commit();
    }
  }
}
