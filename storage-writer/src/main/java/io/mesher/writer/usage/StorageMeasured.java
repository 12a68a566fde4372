package io.mesher.writer.usage;

import io.mesher.writer.database.Database;
import io.mesher.writer.job.Job;
import io.mesher.writer.partition.DayTable;
import io.mesher.writer.partition.Partitions;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Measures what each project's events take: a day's whole size on disk, indexes included, is shared
 * among its projects by the bytes of their payloads. A day that is over is read again when its size
 * has changed, and once a day, as small changes need no new page. Of a day that is not, once it is
 * large, a sample tells how large an event is, and the hours' roll-ups how many there are: what is
 * read does not grow with the day. What was deleted since counts until the day is over; then each
 * event is looked at.
 */
@ApplicationScoped
public class StorageMeasured implements Job {
  /** Pages of a day's table of which each event is looked at, and that a sample of more has. */
  private static final int PAGES = 8_192;

  private static final String SIZE =
      """
      SELECT size, NOT EXISTS (SELECT FROM storage_days
                               WHERE day = $2 AND table_bytes = size AND measured_at > $3
                                 AND measured_at >= ($2::date + 1)::timestamp AT TIME ZONE 'UTC') AS changed,
        pg_relation_size($1::text::regclass) / current_setting('block_size')::int AS pages
      FROM pg_total_relation_size($1::text::regclass) AS size""";

  private static final String FORGET = "DELETE FROM storage_days WHERE day = $1";

  private static final String MEASURE =
      """
      INSERT INTO storage_days (day, project_id, event_count, payload_bytes, table_bytes, measured_at)
      SELECT $1, project_id, count(*), sum(octet_length(payload)), $2, $3
      FROM %s GROUP BY project_id""";

  /** A project of which the sample has nothing is taken to have events like the others'. */
  private static final String SAMPLE =
      """
      INSERT INTO storage_days (day, project_id, event_count, payload_bytes, table_bytes, measured_at)
      SELECT $1, p.id, counted.events,
        counted.events * coalesce(sampled.mean, avg(sampled.mean) OVER (), 1), $2, $3
      FROM projects p
      CROSS JOIN LATERAL (
        SELECT sum(count)::bigint AS events FROM event_rollups_hour
        WHERE project_id = p.id AND bucket >= $1::date::timestamp AT TIME ZONE 'UTC'
          AND bucket < ($1::date + 1)::timestamp AT TIME ZONE 'UTC') AS counted
      LEFT JOIN (
        SELECT project_id, avg(octet_length(payload)) AS mean
        FROM %s TABLESAMPLE SYSTEM ($4::real) GROUP BY project_id) AS sampled
        ON sampled.project_id = p.id
      WHERE counted.events > 0""";

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
  private final int pages;

  @Inject
  public StorageMeasured(Database database, Partitions partitions, Clock clock) {
    this(database, partitions, clock, PAGES);
  }

  StorageMeasured(Database database, Partitions partitions, Clock clock, int pages) {
    this.database = database;
    this.partitions = partitions;
    this.clock = clock;
    this.pages = pages;
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
    if (isOver && !size.getBoolean("changed")) {
      return;
    }
    try (var transaction = database.begin(PATIENCE)) {
      transaction.send("SET LOCAL statement_timeout = '%ds'".formatted(PATIENCE.toSeconds()));
      transaction.send(FORGET, table.day());
      if (isOver || size.getLong("pages") <= pages) {
        transaction.send(MEASURE.formatted(table.name()), table.day(), size.getLong("size"), now);
      } else {
        float percent = 100f * pages / size.getLong("pages");
        transaction.send(
            SAMPLE.formatted(table.name()), table.day(), size.getLong("size"), now, percent);
      }
      transaction.commit();
    }
  }
}
