package io.mesher.api.dashboard;

import io.mesher.api.access.Role;
import io.mesher.api.access.Tenancy;
import io.mesher.api.sql.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What a project takes on disk, as the storage-writer's job has measured it. */
@Path("/api/v1")
@Tag(name = "Projects")
public class StorageResource {
  private static final String MEASURED =
      "SELECT event_count, bytes, measured_at FROM project_storage WHERE project_id = $1";

  private final Pool pool;
  private final Tenancy tenancy;

  StorageResource(Pool pool, Tenancy tenancy) {
    this.pool = pool;
    this.tenancy = tenancy;
  }

  /**
   * Stored events.
   *
   * @param measuredAt null before the first measurement
   */
  public record Storage(long eventCount, long estimatedBytes, @Nullable Instant measuredAt) {}

  @GET
  @Path("/projects/{project}/storage")
  @Operation(summary = "What a project's events take on disk")
  public Uni<Storage> get(String project) {
    return tenancy
        .project(project, Role.MEMBER)
        .chain(access -> pool.preparedQuery(MEASURED).execute(Tuple.of(access.id())))
        .map(
            rows ->
                Rows.first(
                        rows,
                        row ->
                            new Storage(
                                row.getLong("event_count"),
                                row.getLong("bytes"),
                                Rows.instant(row, "measured_at")))
                    .orElse(new Storage(0, 0, null)));
  }
}
