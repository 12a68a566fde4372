package io.mesher.api.settings;

import io.mesher.api.access.ProjectAccess;
import io.mesher.api.outbox.Outbox;
import io.mesher.api.problem.NotFoundException;
import io.mesher.api.sql.Rows;
import io.mesher.api.sql.Transactions;
import io.mesher.contracts.config.ConfigChanged;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and changes settings; gateways hear of a change within seconds. */
@ApplicationScoped
class ProjectSettings {
  private static final String COLUMNS =
      "retention_days, sample_rate, rate_limit_events, rate_limit_window_seconds, allowed_origins,"
          + " scrub_fields, scrub_ip";

  /** Without an organisation it is deleted and on its way out. */
  private static final String READ =
      "SELECT " + COLUMNS + " FROM projects WHERE id = $1 AND org_id IS NOT NULL";

  /** In a statement before, so that the change compares with what others have committed. */
  private static final String LOCK =
      "SELECT 1 FROM projects WHERE id = $1 AND org_id IS NOT NULL FOR NO KEY UPDATE";

  /** No row when nothing differs. */
  private static final String CHANGE =
      """
      UPDATE projects p SET retention_days = n.retention_days, sample_rate = n.sample_rate,
        rate_limit_events = n.rate_limit_events,
        rate_limit_window_seconds = n.rate_limit_window_seconds,
        allowed_origins = n.allowed_origins, scrub_fields = n.scrub_fields,
        scrub_ip = n.scrub_ip, version = p.version + 1
      FROM (
        SELECT id, coalesce($2::int, retention_days) AS retention_days,
          coalesce($3::float8, sample_rate) AS sample_rate,
          coalesce($4::int, rate_limit_events) AS rate_limit_events,
          coalesce($5::int, rate_limit_window_seconds) AS rate_limit_window_seconds,
          coalesce($6::text[], allowed_origins) AS allowed_origins,
          coalesce($7::text[], scrub_fields) AS scrub_fields,
          coalesce($8::boolean, scrub_ip) AS scrub_ip
        FROM projects WHERE id = $1) n
      WHERE p.id = n.id
        AND (p.retention_days, p.sample_rate, p.rate_limit_events, p.rate_limit_window_seconds,
             p.allowed_origins, p.scrub_fields, p.scrub_ip)
          IS DISTINCT FROM
            (n.retention_days, n.sample_rate, n.rate_limit_events, n.rate_limit_window_seconds,
             n.allowed_origins, n.scrub_fields, n.scrub_ip)
      RETURNING p.version
      """;

  private final Pool pool;
  private final Transactions transactions;
  private final Outbox outbox;

  ProjectSettings(Pool pool, Transactions transactions, Outbox outbox) {
    this.pool = pool;
    this.transactions = transactions;
    this.outbox = outbox;
  }

  Uni<Settings> of(ProjectAccess project) {
    return pool.preparedQuery(READ)
        .execute(Tuple.of(project.id()))
        .map(rows -> Rows.first(rows, Settings::of))
        .map(found -> found.orElseThrow(() -> new NotFoundException("project")));
  }

  /** Nobody is told where nothing differs. */
  Uni<Void> change(ProjectAccess project, SettingsChange change) {
    return transactions.run(
        connection ->
            lock(connection, project)
                .chain(
                    () ->
                        connection.preparedQuery(CHANGE).execute(parameters(project.id(), change)))
                .map(rows -> Rows.first(rows, row -> row.getLong("version")))
                .chain(version -> tell(connection, project, version)));
  }

  private static Uni<Void> lock(SqlConnection connection, ProjectAccess project) {
    return connection
        .preparedQuery(LOCK)
        .execute(Tuple.of(project.id()))
        .invoke(
            rows -> {
              if (rows.size() == 0) {
                throw new NotFoundException("project");
              }
            })
        .replaceWithVoid();
  }

  private Uni<Void> tell(SqlConnection connection, ProjectAccess project, Optional<Long> version) {
    return version.isEmpty()
        ? Uni.createFrom().voidItem()
        : outbox.add(
            connection,
            new ConfigChanged(
                ConfigChanged.Kind.PROJECT,
                project.id(),
                version.get(),
                null,
                project.id(),
                null,
                false));
  }

  private static Tuple parameters(UUID project, SettingsChange change) {
    return Tuple.tuple()
        .addValue(project)
        .addValue(change.retentionDays())
        .addValue(change.sampleRate())
        .addValue(change.rateLimitEvents())
        .addValue(change.rateLimitWindowSeconds())
        .addValue(array(change.allowedOrigins()))
        .addValue(array(change.scrubFields()))
        .addValue(change.scrubIp());
  }

  private static String @Nullable [] array(@Nullable List<String> list) {
    return list == null ? null : list.toArray(String[]::new);
  }
}
