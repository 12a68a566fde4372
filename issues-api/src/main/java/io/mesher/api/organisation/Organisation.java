package io.mesher.api.organisation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** A group of people with projects. */
@Entity
@Table(name = "organizations")
public class Organisation {
  @Id private UUID id;

  @Column(nullable = false)
  private String name;

  @Column(nullable = false)
  private String slug;

  @Column(name = "created_at", nullable = false)
  private Instant createdAt;

  /** For Hibernate. */
  protected Organisation() {}

  Organisation(String name, String slug) {
    this.id = UUID.randomUUID();
    this.name = name;
    this.slug = slug;
    this.createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  UUID id() {
    return id;
  }

  String name() {
    return name;
  }

  String slug() {
    return slug;
  }

  Instant createdAt() {
    return createdAt;
  }

  void rename(String newName) {
    name = newName;
  }

  void moveTo(String newSlug) {
    slug = newSlug;
  }
}
