package io.mesher.api.project;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * What events are sent to. Only what accounts and lists need is mapped; its settings are columns of
 * the same row.
 */
@Entity
@Table(name = "projects")
public class Project {
  @Id private UUID id;

  /** Given by the database: what a DSN carries. */
  @Column(insertable = false, updatable = false)
  private long number;

  /** Only a removal changes it, and what is removed is not read here. */
  @Column(name = "org_id", nullable = false, updatable = false)
  private UUID orgId;

  @Column(nullable = false)
  private String name;

  @Column(nullable = false)
  private String slug;

  @Column(nullable = false)
  private String platform;

  /** Raised by every change; caches keep the newest. */
  @Column(nullable = false)
  private long version;

  @Column(name = "created_at", nullable = false)
  private Instant createdAt;

  /** For Hibernate. */
  protected Project() {}

  Project(UUID orgId, String name, String slug, String platform) {
    this.id = UUID.randomUUID();
    this.orgId = orgId;
    this.name = name;
    this.slug = slug;
    this.platform = platform;
    this.version = 1;
    this.createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  UUID id() {
    return id;
  }

  UUID orgId() {
    return orgId;
  }

  long version() {
    return version;
  }

  void become(String newName, String newSlug, String newPlatform) {
    name = newName;
    slug = newSlug;
    platform = newPlatform;
    version++;
  }

  ProjectView view() {
    return new ProjectView(id, number, slug, name, platform, orgId, createdAt);
  }
}
