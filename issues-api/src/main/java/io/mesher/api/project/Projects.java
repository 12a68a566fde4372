package io.mesher.api.project;

import io.mesher.api.access.ProjectAccess;
import io.mesher.api.access.Slug;
import io.mesher.api.outbox.Outbox;
import io.mesher.api.problem.NotFoundException;
import io.mesher.api.removal.ProjectRemoval;
import io.mesher.api.sql.Transactions;
import io.mesher.contracts.config.ConfigChanged;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Life of projects. */
@ApplicationScoped
class Projects {
  private final Mutiny.SessionFactory database;
  private final Outbox outbox;
  private final Transactions transactions;
  private final ProjectRemoval removal;

  Projects(
      Mutiny.SessionFactory database,
      Outbox outbox,
      Transactions transactions,
      ProjectRemoval removal) {
    this.database = database;
    this.outbox = outbox;
    this.transactions = transactions;
    this.removal = removal;
  }

  Uni<ProjectView> create(UUID orgId, String name, String slug, String platform) {
    return database.withTransaction(
        session ->
            requireFree(session, orgId, slug, null)
                .map(free -> new Project(orgId, name, slug, platform))
                .call(session::persist)
                .call(session::flush)
                .call(session::refresh)
                .map(Project::view));
  }

  Uni<List<ProjectView>> of(UUID orgId) {
    return database.withSession(
        session ->
            session
                .createSelectionQuery(
                    "from Project where orgId = :org order by lower(name), id", Project.class)
                .setParameter("org", orgId)
                .getResultList()
                .map(found -> found.stream().map(Project::view).toList()));
  }

  Uni<ProjectView> get(ProjectAccess access) {
    return database.withSession(session -> one(query(session, access.id()))).map(Project::view);
  }

  /** Absent parts stay as they are. The row is held: settings raise its version as well. */
  Uni<ProjectView> change(
      ProjectAccess access,
      @Nullable String name,
      @Nullable String slug,
      @Nullable String platform) {
    return database.withTransaction(
        session ->
            one(query(session, access.id()).setLockMode(LockModeType.PESSIMISTIC_WRITE))
                .call(
                    found ->
                        slug == null
                            ? Uni.createFrom().voidItem()
                            : requireFree(session, found.orgId(), slug, found.id()))
                .invoke(
                    found -> {
                      var now = found.view();
                      found.become(
                          name == null ? now.name() : name,
                          slug == null ? now.slug() : slug,
                          platform == null ? now.platform() : platform);
                    })
                .call(found -> outbox.add(session, changed(found)))
                .map(Project::view));
  }

  /** Its keys are refused from now on; its issues go with it, its events afterwards. */
  Uni<Void> delete(ProjectAccess access) {
    return transactions.run(connection -> removal.remove(connection, List.of(access.id())));
  }

  private static ConfigChanged changed(Project project) {
    return new ConfigChanged(
        ConfigChanged.Kind.PROJECT,
        project.id(),
        project.version(),
        null,
        project.id(),
        null,
        false);
  }

  private static Mutiny.SelectionQuery<Project> query(Mutiny.Session session, UUID id) {
    return session
        .createSelectionQuery("from Project where id = :id and orgId is not null", Project.class)
        .setParameter("id", id);
  }

  private static Uni<Project> one(Mutiny.SelectionQuery<Project> query) {
    return query
        .getSingleResultOrNull()
        .onItem()
        .ifNull()
        .failWith(() -> new NotFoundException("project"));
  }

  private static Uni<Void> requireFree(
      Mutiny.Session session, UUID orgId, String slug, @Nullable UUID except) {
    return Slug.requireFree(
        session
            .createSelectionQuery(
                "select id from Project where orgId = :org and slug = :slug", UUID.class)
            .setParameter("org", orgId)
            .setParameter("slug", slug)
            .getResultList(),
        except);
  }
}
