package io.mesher.api.removal;

import io.mesher.api.outbox.Outbox;
import io.mesher.api.sql.Rows;
import io.mesher.contracts.config.ConfigChanged;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Deletes projects: nobody sees them and gateways refuse their keys from the commit on; what they
 * hold goes afterwards, in steps of {@link RemovalJob}.
 */
@ApplicationScoped
public class ProjectRemoval {
  private static final String LOCK =
      "SELECT id, version FROM projects WHERE id = ANY($1) ORDER BY id FOR UPDATE";

  private static final String KEYS =
      """
      SELECT id, version, key_value, project_id FROM api_keys
      WHERE project_id = ANY($1) ORDER BY id FOR UPDATE
      """;

  private static final String REMEMBER =
      """
      INSERT INTO deleted_projects (project_id) SELECT unnest($1::uuid[])
      ON CONFLICT DO NOTHING
      """;

  private static final String REVOKE = "DELETE FROM api_keys WHERE project_id = ANY($1)";

  /** Without an organisation nobody sees it, and its slug is free. */
  private static final String HIDE =
      "UPDATE projects SET org_id = NULL, version = version + 1 WHERE id = ANY($1)";

  private final Outbox outbox;

  ProjectRemoval(Outbox outbox) {
    this.outbox = outbox;
  }

  /** Deletes them in the caller's transaction. */
  public Uni<Void> remove(SqlConnection connection, List<UUID> projects) {
    var ids = Tuple.tuple().addValue(projects.toArray(UUID[]::new));
    return connection
        .preparedQuery(LOCK)
        .execute(ids)
        .map(rows -> Rows.list(rows, ProjectRemoval::projectGone))
        .chain(
            gone ->
                connection
                    .preparedQuery(KEYS)
                    .execute(ids)
                    .map(rows -> Rows.list(rows, ProjectRemoval::keyGone))
                    .map(keys -> Stream.concat(keys.stream(), gone.stream()).toList()))
        .chain(changes -> outbox.addConfig(connection, changes))
        .chain(() -> connection.preparedQuery(REMEMBER).execute(ids))
        .chain(() -> connection.preparedQuery(REVOKE).execute(ids))
        .chain(() -> connection.preparedQuery(HIDE).execute(ids))
        .replaceWithVoid();
  }

  private static ConfigChanged projectGone(Row row) {
    return new ConfigChanged(
        ConfigChanged.Kind.PROJECT,
        row.getUUID("id"),
        row.getLong("version") + 1,
        null,
        row.getUUID("id"),
        null,
        true);
  }

  private static ConfigChanged keyGone(Row row) {
    return new ConfigChanged(
        ConfigChanged.Kind.API_KEY,
        row.getUUID("id"),
        row.getLong("version") + 1,
        row.getString("key_value"),
        row.getUUID("project_id"),
        null,
        true);
  }
}
