package io.mesher.api.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** A person. */
@Entity
@Table(name = "users")
public class User {
  @Id private UUID id;

  @Column(nullable = false)
  private String email;

  @Column(name = "password_hash", nullable = false)
  private String passwordHash;

  @Column(name = "display_name", nullable = false)
  private String displayName;

  @Column(name = "installation_owner", nullable = false)
  private boolean installationOwner;

  @Column(name = "created_at", nullable = false)
  private Instant createdAt;

  /** For Hibernate. */
  protected User() {}

  User(String email, String passwordHash, String displayName, boolean installationOwner) {
    this.id = UUID.randomUUID();
    this.email = email;
    this.passwordHash = passwordHash;
    this.displayName = displayName;
    this.installationOwner = installationOwner;
    this.createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  UUID id() {
    return id;
  }

  String passwordHash() {
    return passwordHash;
  }

  UserView view() {
    return new UserView(id, email, displayName, installationOwner, createdAt);
  }
}
