package io.mesher.api.organisation;

import io.mesher.api.access.OrganisationAccess;
import io.mesher.api.access.Role;
import io.mesher.api.outbox.Outbox;
import io.mesher.api.problem.ConflictException;
import io.mesher.api.problem.ForbiddenException;
import io.mesher.api.problem.NotFoundException;
import io.mesher.api.sql.Rows;
import io.mesher.api.sql.Transactions;
import io.mesher.contracts.config.ConfigChanged;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is in an organisation, and as what. Only owners make and unmake owners; the last one stays.
 */
@ApplicationScoped
class Members {
  private static final String LIST =
      """
      SELECT m.id, m.user_id, u.email, u.display_name, m.role, m.joined_at
      FROM org_memberships m JOIN users u ON u.id = m.user_id
      WHERE m.org_id = $1 ORDER BY m.joined_at, m.id
      """;

  private static final String USER_BY_ID = "SELECT id FROM users WHERE id = $1";
  private static final String USER_BY_EMAIL = "SELECT id FROM users WHERE lower(email) = lower($1)";

  private static final String ADD =
      """
      INSERT INTO org_memberships (user_id, org_id, role) VALUES ($1, $2, $3)
      ON CONFLICT (user_id, org_id) DO NOTHING RETURNING id, user_id, version
      """;

  /** All at once and in order, so that two changes can't each take the other for the last owner. */
  private static final String LOCK_ALL =
      """
      SELECT id, user_id, role, version FROM org_memberships
      WHERE org_id = $1 ORDER BY id FOR UPDATE
      """;

  private static final String CHANGE =
      "UPDATE org_memberships SET role = $2, version = version + 1 WHERE id = $1";

  private static final String REMOVE = "DELETE FROM org_memberships WHERE id = $1";

  private final Pool pool;
  private final Transactions transactions;
  private final Outbox outbox;
  private final Assignments assignments;

  Members(Pool pool, Transactions transactions, Outbox outbox, Assignments assignments) {
    this.pool = pool;
    this.transactions = transactions;
    this.outbox = outbox;
    this.assignments = assignments;
  }

  private record Member(UUID id, UUID userId, Role role, long version) {
    static Member of(Row row) {
      return new Member(
          row.getUUID("id"),
          row.getUUID("user_id"),
          Role.ofWire(row.getString("role")).orElseThrow(),
          row.getLong("version"));
    }
  }

  Uni<List<MemberView>> of(OrganisationAccess organisation) {
    return pool.preparedQuery(LIST)
        .execute(Tuple.of(organisation.id()))
        .map(rows -> Rows.list(rows, MemberView::of));
  }

  Uni<UUID> add(
      OrganisationAccess organisation, @Nullable UUID user, @Nullable String email, Role role) {
    requireMayGive(organisation, role);
    return transactions.run(
        connection ->
            user(connection, user, email)
                .chain(found -> join(connection, organisation.id(), found, role)));
  }

  /** Makes somebody a member, in the caller's transaction; the membership's id. */
  Uni<UUID> join(SqlConnection connection, UUID organisation, UUID user, Role role) {
    return connection
        .preparedQuery(ADD)
        .execute(Tuple.of(user, organisation, role.wire()))
        .map(
            rows ->
                Rows.first(
                        rows,
                        row ->
                            new Member(
                                row.getUUID("id"),
                                row.getUUID("user_id"),
                                role,
                                row.getLong("version")))
                    .orElseThrow(() -> new ConflictException("already a member")))
        .call(member -> tell(connection, member, member.version(), false))
        .map(Member::id);
  }

  private static Uni<UUID> user(
      SqlConnection connection, @Nullable UUID user, @Nullable String email) {
    return connection
        .preparedQuery(user == null ? USER_BY_EMAIL : USER_BY_ID)
        .execute(Tuple.of(user == null ? email : user))
        .map(rows -> Rows.first(rows, row -> row.getUUID("id")))
        .map(found -> found.orElseThrow(() -> new NotFoundException("user")));
  }

  /** Gives a member a role; nobody is told where they have it already. */
  Uni<Void> change(OrganisationAccess organisation, UUID membership, Role role) {
    requireMayGive(organisation, role);
    return transactions.run(
        connection ->
            lock(connection, organisation, membership, role == Role.OWNER)
                .chain(
                    member ->
                        member.role() == role
                            ? Uni.createFrom().voidItem()
                            : connection
                                .preparedQuery(CHANGE)
                                .execute(Tuple.of(membership, role.wire()))
                                .chain(
                                    () -> tell(connection, member, member.version() + 1, false))));
  }

  /** Ends a membership; what was assigned to the member is nobody's then. */
  Uni<Void> remove(OrganisationAccess organisation, UUID membership, @Nullable UUID caller) {
    return transactions.run(
        connection ->
            lock(connection, organisation, membership, false)
                .invoke(member -> requireMayRemove(organisation, member, caller))
                .call(() -> connection.preparedQuery(REMOVE).execute(Tuple.of(membership)))
                .call(member -> assignments.undo(connection, organisation, member.userId(), caller))
                .chain(member -> tell(connection, member, member.version() + 1, true)));
  }

  /** Tells sockets that every membership ends; the rows go with their organisation. */
  Uni<Void> endAll(SqlConnection connection, UUID organisation) {
    return connection
        .preparedQuery(LOCK_ALL)
        .execute(Tuple.of(organisation))
        .map(rows -> Rows.list(rows, Member::of))
        .chain(
            all ->
                outbox.addConfig(
                    connection,
                    all.stream()
                        .map(member -> changed(member, member.version() + 1, true))
                        .toList()));
  }

  /** The member, who stays an owner or is not the last one. */
  private static Uni<Member> lock(
      SqlConnection connection,
      OrganisationAccess organisation,
      UUID membership,
      boolean staysOwner) {
    return connection
        .preparedQuery(LOCK_ALL)
        .execute(Tuple.of(organisation.id()))
        .map(rows -> Rows.list(rows, Member::of))
        .map(
            all -> {
              var member =
                  all.stream()
                      .filter(each -> each.id().equals(membership))
                      .findFirst()
                      .orElseThrow(() -> new NotFoundException("member"));
              if (member.role() == Role.OWNER && !staysOwner) {
                requireOwner(organisation);
                if (all.stream().filter(each -> each.role() == Role.OWNER).count() == 1) {
                  throw new ConflictException("the last owner can't be removed");
                }
              }
              return member;
            });
  }

  private Uni<Void> tell(SqlConnection connection, Member member, long version, boolean gone) {
    return outbox.add(connection, changed(member, version, gone));
  }

  private static ConfigChanged changed(Member member, long version, boolean gone) {
    return new ConfigChanged(
        ConfigChanged.Kind.MEMBERSHIP, member.id(), version, null, null, member.userId(), gone);
  }

  static void requireMayGive(OrganisationAccess organisation, Role role) {
    if (role == Role.OWNER) {
      requireOwner(organisation);
    }
  }

  private static void requireMayRemove(
      OrganisationAccess organisation, Member member, @Nullable UUID caller) {
    if (!organisation.role().covers(Role.ADMIN) && !member.userId().equals(caller)) {
      throw new ForbiddenException("forbidden", "members may only remove themselves");
    }
  }

  private static void requireOwner(OrganisationAccess organisation) {
    if (!organisation.role().covers(Role.OWNER)) {
      throw new ForbiddenException("forbidden", "only an owner makes and unmakes owners");
    }
  }
}
