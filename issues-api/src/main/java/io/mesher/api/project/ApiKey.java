package io.mesher.api.project;

import io.mesher.contracts.config.ConfigChanged;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What lets an SDK send to a project. It can only send, and stands in public pages: kept as it is.
 */
@Entity
@Table(name = "api_keys")
public class ApiKey {
  @Id private UUID id;

  @Column(name = "project_id", nullable = false)
  private UUID projectId;

  @Column(name = "key_value", nullable = false)
  private String keyValue;

  @Column(nullable = false)
  private String label;

  @Column(nullable = false)
  private long version;

  @Column(name = "created_at", nullable = false)
  private Instant createdAt;

  @Column(name = "revoked_at")
  private @Nullable Instant revokedAt;

  /** For Hibernate. */
  protected ApiKey() {}

  ApiKey(UUID projectId, String keyValue, String label) {
    this.id = UUID.randomUUID();
    this.projectId = projectId;
    this.keyValue = keyValue;
    this.label = label;
    this.version = 1;
    this.createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  UUID id() {
    return id;
  }

  String keyValue() {
    return keyValue;
  }

  boolean isRevoked() {
    return revokedAt != null;
  }

  void revoke() {
    revokedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
    version++;
  }

  ConfigChanged change() {
    return new ConfigChanged(
        ConfigChanged.Kind.API_KEY, id, version, keyValue, projectId, null, isRevoked());
  }

  ApiKeyView view(String dsn) {
    return new ApiKeyView(id, projectId, keyValue, label, createdAt, revokedAt, dsn);
  }
}
