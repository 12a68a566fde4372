package io.mesher.admission.credential;

import io.mesher.admission.credential.Known.Absent;
import io.mesher.admission.credential.Known.Gone;
import io.mesher.admission.credential.Known.Present;
import io.mesher.admission.refusal.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Keys and projects as PostgreSQL has them. */
@ApplicationScoped
class Tables {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /** Look-ups at once: made-up keys by the thousand must not queue up before PostgreSQL. */
  private static final int MOST_AT_ONCE = 64;

  private static final String KEY =
      """
      SELECT id, project_id, rate_limit_events, version, revoked_at IS NOT NULL AS revoked
      FROM api_keys WHERE key_value = $1
      """;
  private static final String PROJECT =
      """
      SELECT id, number, slug, sample_rate, rate_limit_events, rate_limit_window_seconds,
             allowed_origins, scrub_fields, scrub_ip, version
      FROM projects WHERE id = $1
      """;

  private final Pool pool;
  private final AtomicInteger underWay = new AtomicInteger();

  Tables(Pool pool) {
    this.pool = pool;
  }

  Uni<Known<ProjectKey>> key(String value) {
    return read(KEY, Tuple.of(value))
        .map(rows -> rows.size() == 0 ? new Absent<>() : key(rows.iterator().next()));
  }

  Uni<Known<Project>> project(String id) {
    return read(PROJECT, Tuple.of(UUID.fromString(id)))
        .map(rows -> rows.size() == 0 ? new Absent<>() : project(rows.iterator().next()));
  }

  private Uni<RowSet<Row>> read(String sql, Tuple parameters) {
    if (underWay.incrementAndGet() > MOST_AT_ONCE) {
      underWay.decrementAndGet();
      return Uni.createFrom().failure(Refusal.overloaded());
    }
    return pool.preparedQuery(sql)
        .execute(parameters)
        .ifNoItem()
        .after(TIMEOUT)
        .fail()
        .onTermination()
        .invoke(underWay::decrementAndGet);
  }

  private static Known<ProjectKey> key(Row row) {
    long version = row.getLong("version");
    if (row.getBoolean("revoked")) {
      return new Gone<>(version);
    }
    return new Present<>(
        version,
        new ProjectKey(
            row.getUUID("id"), row.getUUID("project_id"), row.getInteger("rate_limit_events")));
  }

  private static Known<Project> project(Row row) {
    return new Present<>(
        row.getLong("version"),
        new Project(
            row.getUUID("id"),
            row.getLong("number"),
            row.getString("slug"),
            row.getDouble("sample_rate"),
            row.getInteger("rate_limit_events"),
            row.getInteger("rate_limit_window_seconds"),
            List.of(row.getArrayOfStrings("allowed_origins")),
            List.of(row.getArrayOfStrings("scrub_fields")),
            row.getBoolean("scrub_ip")));
  }
}
