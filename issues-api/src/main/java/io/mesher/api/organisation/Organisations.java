package io.mesher.api.organisation;

import io.mesher.api.access.Caller;
import io.mesher.api.access.OrganisationAccess;
import io.mesher.api.access.Role;
import io.mesher.api.access.Slug;
import io.mesher.api.problem.NotFoundException;
import io.mesher.api.removal.ProjectRemoval;
import io.mesher.api.sql.Rows;
import io.mesher.api.sql.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Life of organisations. */
@ApplicationScoped
class Organisations {
  private static final String PROJECTS = "SELECT id FROM projects WHERE org_id = $1";
  private static final String DELETE = "DELETE FROM organizations WHERE id = $1";

  private final Mutiny.SessionFactory database;
  private final Transactions transactions;
  private final ProjectRemoval removal;
  private final Members members;

  Organisations(
      Mutiny.SessionFactory database,
      Transactions transactions,
      ProjectRemoval removal,
      Members members) {
    this.database = database;
    this.transactions = transactions;
    this.removal = removal;
    this.members = members;
  }

  /** The first member is its owner. */
  Uni<OrganisationView> create(UUID founder, String name, String slug) {
    return database.withTransaction(
        session ->
            requireFree(session, slug, null)
                .map(free -> new Organisation(name, slug))
                .call(session::persist)
                .call(
                    organisation ->
                        session.persist(new Membership(founder, organisation.id(), Role.OWNER)))
                .map(organisation -> view(organisation, Role.OWNER)));
  }

  Uni<List<OrganisationView>> of(Caller caller) {
    if (caller instanceof Caller.OrganisationToken token) {
      Role role = token.role();
      return database.withSession(
          session ->
              session
                  .createSelectionQuery("from Organisation where id = :id", Organisation.class)
                  .setParameter("id", token.organisation())
                  .getResultList()
                  .map(found -> found.stream().map(each -> view(each, role)).toList()));
    }
    return database.withSession(
        session ->
            session
                .createSelectionQuery(
                    "select o, m.role from Organisation o join Membership m on m.orgId = o.id"
                        + " where m.userId = :user order by lower(o.name), o.id",
                    Object[].class)
                .setParameter("user", caller.userId())
                .getResultList()
                .map(
                    found ->
                        found.stream()
                            .map(
                                row ->
                                    view(
                                        (Organisation) row[0],
                                        Role.ofWire((String) row[1]).orElseThrow()))
                            .toList()));
  }

  Uni<OrganisationView> get(OrganisationAccess access) {
    return database
        .withSession(session -> find(session, access.id()))
        .map(organisation -> view(organisation, access.role()));
  }

  Uni<OrganisationView> change(
      OrganisationAccess access, @Nullable String name, @Nullable String slug) {
    return database.withTransaction(
        session ->
            session
                .find(Organisation.class, access.id(), LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(() -> new NotFoundException("organisation"))
                .call(
                    found ->
                        slug == null
                            ? Uni.createFrom().voidItem()
                            : requireFree(session, slug, found.id()))
                .invoke(
                    found -> {
                      if (name != null) {
                        found.rename(name);
                      }
                      if (slug != null) {
                        found.moveTo(slug);
                      }
                    })
                .map(found -> view(found, access.role())));
  }

  /** With its projects, members and tokens. */
  Uni<Void> delete(OrganisationAccess access) {
    return transactions.run(
        connection ->
            connection
                .preparedQuery(PROJECTS)
                .execute(Tuple.of(access.id()))
                .map(rows -> Rows.list(rows, row -> row.getUUID("id")))
                .chain(projects -> removal.remove(connection, projects))
                .chain(() -> members.endAll(connection, access.id()))
                .chain(() -> connection.preparedQuery(DELETE).execute(Tuple.of(access.id())))
                .replaceWithVoid());
  }

  private static Uni<Organisation> find(Mutiny.Session session, UUID id) {
    return session
        .find(Organisation.class, id)
        .onItem()
        .ifNull()
        .failWith(() -> new NotFoundException("organisation"));
  }

  private static Uni<Void> requireFree(Mutiny.Session session, String slug, @Nullable UUID except) {
    return Slug.requireFree(
        session
            .createSelectionQuery("select id from Organisation where slug = :slug", UUID.class)
            .setParameter("slug", slug)
            .getResultList(),
        except);
  }

  private static OrganisationView view(Organisation organisation, Role role) {
    return new OrganisationView(
        organisation.id(),
        organisation.name(),
        organisation.slug(),
        role,
        organisation.createdAt());
  }
}
