package io.mesher.api.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Somebody signed in somewhere; known by the hash of what the cookie holds. */
@Entity
@Table(name = "sessions")
public class Session {
  @Id private String token;

  @Column(name = "user_id", nullable = false)
  private UUID userId;

  @Column(name = "created_at", nullable = false)
  private Instant createdAt;

  @Column(name = "expires_at", nullable = false)
  private Instant expiresAt;

  /** For Hibernate. */
  protected Session() {}

  Session(String hash, UUID userId, Duration lifetime) {
    this.token = hash;
    this.userId = userId;
    this.createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
    this.expiresAt = createdAt.plus(lifetime);
  }
}
