package io.mesher.writer.retention;

import io.mesher.writer.database.Database;
import io.mesher.writer.database.Steps;
import io.mesher.writer.job.Job;
import io.mesher.writer.partition.Partitions;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;

/** Removes what deleted issues left: events and totals step by step, then the issue. */
@ApplicationScoped
public class TombstonesCleared implements Job {
  private static final String TOMBSTONES =
      "SELECT id FROM issues WHERE deleted_at IS NOT NULL ORDER BY deleted_at LIMIT 200";

  /** Day by day, as a row's place is known in its own table only. */
  private static final String STEP =
      """
      DELETE FROM %1$s WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM %1$s WHERE issue_id = ANY ($1::uuid[]) LIMIT 2000))""";

  /** Takes the rest with it: hourly totals, activity. */
  private static final String ISSUES =
      "DELETE FROM issues WHERE id = ANY ($1::uuid[]) AND deleted_at IS NOT NULL";

  private final Database database;
  private final Partitions partitions;

  public TombstonesCleared(Database database, Partitions partitions) {
    this.database = database;
    this.partitions = partitions;
  }

  @Override
  public String name() {
    return "tombstones-cleared";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(1);
  }

  @Override
  public long run() {
    var issues = new ArrayList<UUID>();
    for (Row row : database.run(TOMBSTONES)) {
      issues.add(row.getUUID(0));
    }
    if (issues.isEmpty()) {
      return 0;
    }
    var ids = issues.toArray(UUID[]::new);
    for (var table : partitions.days()) {
      Steps.untilDone(database, STEP.formatted(table.name()), (Object) ids);
    }
    Steps.untilDone(database, STEP.formatted("tag_rollups"), (Object) ids);
    Steps.untilDone(database, STEP.formatted("issue_users"), (Object) ids);
    database.run(ISSUES, (Object) ids);
    return ids.length;
  }
}
