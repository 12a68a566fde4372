package io.mesher.api.project;

import io.mesher.api.access.Needs;
import io.mesher.api.access.Role;
import io.mesher.api.access.Scope;
import io.mesher.api.access.Tenancy;
import io.mesher.api.web.Affected;
import io.mesher.api.web.Ids;
import io.mesher.api.web.Visible;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** A project's keys. */
@Path("/api/v1")
@Tag(name = "Projects")
public class ApiKeyResource {
  private static final String DEFAULT_LABEL = "default";

  private final ApiKeys keys;
  private final Tenancy tenancy;

  ApiKeyResource(ApiKeys keys, Tenancy tenancy) {
    this.keys = keys;
    this.tenancy = tenancy;
  }

  /**
   * A new key.
   *
   * @param label {@code default} when absent or, as clients of the original send it, empty
   */
  public record NewKey(@Visible @Size(max = 100) @Nullable String label) {
    /** Takes an empty label for none. */
    public NewKey {
      label = "".equals(label) ? null : label;
    }
  }

  /** A new key, and what an SDK takes. */
  public record MadeKey(String keyValue, UUID id, String dsn) {}

  @GET
  @Path("/projects/{project}/api-keys")
  @Operation(summary = "A project's keys, revoked ones too")
  public Uni<List<ApiKeyView>> list(String project) {
    return tenancy.project(project, Role.MEMBER).chain(keys::of);
  }

  @POST
  @Path("/projects/{project}/api-keys")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Scope.ADMIN)
  @ResponseStatus(201)
  @Operation(summary = "Make a key")
  public Uni<MadeKey> create(String project, @Valid @Nullable NewKey request) {
    String label =
        request == null || request.label() == null ? DEFAULT_LABEL : request.label().strip();
    return tenancy
        .project(project, Role.ADMIN)
        .chain(access -> keys.create(access, label))
        .map(key -> new MadeKey(key.keyValue(), key.id(), key.dsn()));
  }

  @POST
  @Path("/api-keys/{key}/revoke")
  @Needs(Scope.ADMIN)
  @Operation(summary = "Revoke a key: gateways refuse it within 5 s")
  public Uni<Affected> revoke(String key) {
    var id = Ids.uuid("api key", key);
    return tenancy
        .projectOfKey(id, Role.ADMIN)
        .chain(access -> keys.revoke(id))
        .replaceWith(Affected.of(1));
  }
}
