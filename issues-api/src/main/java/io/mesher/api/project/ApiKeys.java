package io.mesher.api.project;

import io.mesher.api.access.ProjectAccess;
import io.mesher.api.access.Secret;
import io.mesher.api.access.SiteConfig;
import io.mesher.api.outbox.Outbox;
import io.mesher.api.problem.NotFoundException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Life of keys. */
@ApplicationScoped
class ApiKeys {
  private static final String PREFIX = "mshr_";

  private final Mutiny.SessionFactory database;
  private final Outbox outbox;
  private final SiteConfig site;

  ApiKeys(Mutiny.SessionFactory database, Outbox outbox, SiteConfig site) {
    this.database = database;
    this.outbox = outbox;
    this.site = site;
  }

  Uni<List<ApiKeyView>> of(ProjectAccess project) {
    return database.withSession(
        session ->
            session
                .createSelectionQuery(
                    "from ApiKey where projectId = :project order by createdAt, id", ApiKey.class)
                .setParameter("project", project.id())
                .getResultList()
                .map(found -> found.stream().map(key -> view(project, key)).toList()));
  }

  Uni<ApiKeyView> create(ProjectAccess project, String label) {
    var key = new ApiKey(project.id(), Secret.random(PREFIX).value(), label);
    return database.withTransaction(
        session ->
            session
                .persist(key)
                .chain(() -> outbox.add(session, key.change()))
                .replaceWith(() -> view(project, key)));
  }

  /** A key is revoked once; again, nothing changes and nobody is told. */
  Uni<Void> revoke(UUID id) {
    return database.withTransaction(
        session ->
            session
                .find(ApiKey.class, id, LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(() -> new NotFoundException("api key"))
                .chain(key -> revoke(session, key)));
  }

  private Uni<Void> revoke(Mutiny.Session session, ApiKey key) {
    if (key.isRevoked()) {
      return Uni.createFrom().voidItem();
    }
    key.revoke();
    return outbox.add(session, key.change());
  }

  private ApiKeyView view(ProjectAccess project, ApiKey key) {
    return key.view(Dsn.of(site.publicUrl(), key.keyValue(), project.number()));
  }
}
