package io.mesher.writer.retention;

import io.mesher.writer.database.Database;
import io.mesher.writer.database.Steps;
import io.mesher.writer.job.Job;
import io.mesher.writer.partition.DayTable;
import io.mesher.writer.partition.Partitions;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Removes the events of projects that keep them for less long than others, and of projects that are
 * gone. A day goes as a whole, once all of it is too old.
 */
@ApplicationScoped
public class EventsExpired implements Job {
  /** Jumps from project to project in the day's index instead of reading the day. */
  private static final String PROJECTS =
      """
      WITH RECURSIVE present (project_id) AS (
        (SELECT project_id FROM %1$s ORDER BY project_id LIMIT 1)
        UNION ALL
        SELECT (SELECT t.project_id FROM %1$s t WHERE t.project_id > present.project_id
                ORDER BY t.project_id LIMIT 1)
        FROM present WHERE present.project_id IS NOT NULL)
      SELECT present.project_id FROM present LEFT JOIN projects p ON p.id = present.project_id
      WHERE present.project_id IS NOT NULL AND (p.id IS NULL OR p.retention_days < $1::int)""";

  private static final String DELETE =
      """
      DELETE FROM %1$s WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM %1$s WHERE project_id = $1 LIMIT 2000))""";

  private final Database database;
  private final Partitions partitions;
  private final Clock clock;

  public EventsExpired(Database database, Partitions partitions, Clock clock) {
    this.database = database;
    this.partitions = partitions;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "events-expired";
  }

  @Override
  public Duration every() {
    return Duration.ofHours(1);
  }

  @Override
  public long run() {
    var today = LocalDate.now(clock);
    long deleted = 0;
    for (var table : partitions.days()) {
      long age = ChronoUnit.DAYS.between(table.day(), today);
      for (var project : tooOld(table, (int) Math.max(0, age))) {
        deleted += Steps.untilDone(database, DELETE.formatted(table.name()), project);
      }
    }
    return deleted;
  }

  private List<UUID> tooOld(DayTable table, int age) {
    var projects = new ArrayList<UUID>();
    for (Row row : database.run(PROJECTS.formatted(table.name()), age)) {
      projects.add(row.getUUID(0));
    }
    return projects;
  }
}
