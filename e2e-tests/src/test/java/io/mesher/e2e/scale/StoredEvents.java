package io.mesher.e2e.scale;

import io.mesher.e2e.system.Project;
import io.mesher.localstack.server.EmbeddedPostgresql;
import io.mesher.localstack.settings.Port;
import io.mesher.localstack.settings.StackSettings;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What PostgreSQL holds of a project, without the API in between. */
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
    var url =
        "jdbc:postgresql://127.0.0.1:%d/%s"
            .formatted(system.ports().of(Port.POSTGRES), EmbeddedPostgresql.DATABASE);
    try (var connection =
            DriverManager.getConnection(url, EmbeddedPostgresql.USER, EmbeddedPostgresql.PASSWORD);
        var statement = connection.prepareStatement(sql)) {
      statement.setObject(1, UUID.fromString(project.id()));
      var values = new ArrayList<String>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          values.add(rows.getString(1));
        }
      }
      return values;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
