package io.mesher.e2e.scale;

import io.mesher.e2e.system.Project;
import io.mesher.e2e.system.SystemDatabase;
import io.mesher.localstack.settings.StackSettings;
import java.util.List;

/** What PostgreSQL holds of a project. */
record StoredEvents(StackSettings system, Project project) {

  /** The events' ids, one a row. */
  List<String> ids() {
    return query("SELECT replace(id::text, '-', '') FROM events WHERE project_id = ?");
  }

  /** The sum of what its issues have counted. */
  long counted() {
    return Long.parseLong(
        query("SELECT coalesce(sum(event_count), 0)::text FROM issues WHERE project_id = ?")
            .getFirst());
  }

  private List<String> query(String sql) {
    return new SystemDatabase(system).query(sql, project.id());
  }
}
