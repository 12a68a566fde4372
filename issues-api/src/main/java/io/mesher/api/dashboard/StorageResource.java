package io.mesher.api.dashboard;

import io.mesher.api.access.Role;
import io.mesher.api.access.Tenancy;
import io.mesher.api.sql.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Date;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

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

  /** Stored events. */
  public record Storage(long eventCount, long estimatedBytes) {}

  @GET
  @Path("/projects/{project}/storage")
  @Operation(
      summary = "What a project's events take on disk; Last-Modified is when it was measured")
  public Uni<RestResponse<Storage>> get(String project) {
    return tenancy
        .project(project, Role.MEMBER)
        .chain(access -> pool.preparedQuery(MEASURED).execute(Tuple.of(access.id())))
        .map(rows -> Rows.first(rows, StorageResource::answer))
        .map(measured -> measured.orElseGet(() -> RestResponse.ok(new Storage(0, 0))));
  }

  private static RestResponse<Storage> answer(Row row) {
    return ResponseBuilder.ok(new Storage(row.getLong("event_count"), row.getLong("bytes")))
        .lastModified(Date.from(Rows.instant(row, "measured_at")))
        .build();
  }
}
