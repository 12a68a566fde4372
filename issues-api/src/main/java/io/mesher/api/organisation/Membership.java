package io.mesher.api.organisation;

import io.mesher.api.access.Role;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** That somebody belongs to an organisation, and as what. */
@Entity
@Table(name = "org_memberships")
public class Membership {
  @Id private UUID id;

  @Column(name = "user_id", nullable = false)
  private UUID userId;

  @Column(name = "org_id", nullable = false)
  private UUID orgId;

  @Column(nullable = false)
  private String role;

  @Column(name = "joined_at", nullable = false)
  private Instant joinedAt;

  /** For Hibernate. */
  protected Membership() {}

  Membership(UUID userId, UUID orgId, Role role) {
    this.id = UUID.randomUUID();
    this.userId = userId;
    this.orgId = orgId;
    this.role = role.wire();
    this.joinedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
  }
}
