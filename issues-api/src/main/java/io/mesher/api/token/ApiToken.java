package io.mesher.api.token;

import io.mesher.api.access.Scope;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What lets a program use the API: a person's or an organisation's. Only its hash is kept. */
@Entity
@Table(name = "api_tokens")
public class ApiToken {
  @Id private UUID id;

  @Column(nullable = false)
  private String token;

  @Column(name = "user_id")
  private @Nullable UUID userId;

  @Column(name = "org_id")
  private @Nullable UUID orgId;

  @Column(nullable = false)
  private String label;

  @Column(nullable = false)
  private String scope;

  @Column(name = "created_at", nullable = false)
  private Instant createdAt;

  @Column(name = "last_used_at", insertable = false, updatable = false)
  private @Nullable Instant lastUsedAt;

  @Column(name = "revoked_at")
  private @Nullable Instant revokedAt;

  /** For Hibernate. */
  protected ApiToken() {}

  private ApiToken(
      String hash, @Nullable UUID userId, @Nullable UUID orgId, String label, Scope scope) {
    this.id = UUID.randomUUID();
    this.token = hash;
    this.userId = userId;
    this.orgId = orgId;
    this.label = label;
    this.scope = scope.wire();
    this.createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  static ApiToken personal(String hash, UUID userId, String label, Scope scope) {
    return new ApiToken(hash, userId, null, label, scope);
  }

  static ApiToken ofOrganisation(String hash, UUID orgId, String label, Scope scope) {
    return new ApiToken(hash, null, orgId, label, scope);
  }

  UUID id() {
    return id;
  }

  @Nullable UUID userId() {
    return userId;
  }

  @Nullable UUID orgId() {
    return orgId;
  }

  boolean isRevoked() {
    return revokedAt != null;
  }

  void revoke() {
    revokedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  TokenView view() {
    return new TokenView(
        id, label, Scope.ofWire(scope).orElseThrow(), orgId, createdAt, lastUsedAt, revokedAt);
  }
}
