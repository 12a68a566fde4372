package io.mesher.api.organisation;

import io.mesher.api.access.OrganisationAccess;
import io.mesher.api.access.Role;
import io.mesher.api.access.Secret;
import io.mesher.api.access.SiteConfig;
import io.mesher.api.mail.LinkPost;
import io.mesher.api.problem.NotFoundException;
import io.mesher.api.sql.Rows;
import io.mesher.api.sql.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Invitations into an organisation: a link that the invited address gets, good for a week. */
@ApplicationScoped
class Invitations {
  private static final String LIST =
      """
      SELECT id, email, role, created_at, expires_at FROM invitations
      WHERE org_id = $1 AND expires_at > now() ORDER BY created_at, id LIMIT 1000
      """;

  private static final String INVITE =
      """
      INSERT INTO invitations (org_id, email, role, token, invited_by) VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (org_id, lower(email)) DO UPDATE
      SET role = excluded.role, token = excluded.token, invited_by = excluded.invited_by,
        created_at = excluded.created_at, expires_at = excluded.expires_at
      RETURNING id, email, role, created_at, expires_at
      """;

  private static final String REVOKE = "DELETE FROM invitations WHERE id = $1 AND org_id = $2";

  /** Only for the address that was invited: a link that is passed on lets nobody else in. */
  private static final String TAKE =
      """
      DELETE FROM invitations i USING users u
      WHERE i.token = $1 AND i.expires_at > now() AND u.id = $2
        AND lower(u.email) = lower(i.email)
      RETURNING i.org_id, i.role
      """;

  private final Pool pool;
  private final Transactions transactions;
  private final Members members;
  private final LinkPost links;
  private final SiteConfig site;

  Invitations(
      Pool pool, Transactions transactions, Members members, LinkPost links, SiteConfig site) {
    this.pool = pool;
    this.transactions = transactions;
    this.members = members;
    this.links = links;
    this.site = site;
  }

  Uni<List<InvitationView>> of(OrganisationAccess organisation) {
    return pool.preparedQuery(LIST)
        .execute(Tuple.of(organisation.id()))
        .map(rows -> Rows.list(rows, InvitationView::of));
  }

  /** Mails a link, or logs it where no mail is sent; an earlier one of the address ends. */
  Uni<InvitationView> invite(
      OrganisationAccess organisation, String email, Role role, @Nullable UUID inviter) {
    Members.requireMayGive(organisation, role);
    var secret = Secret.random("");
    return pool.preparedQuery(INVITE)
        .execute(Tuple.of(organisation.id(), email, role.wire(), secret.hash(), inviter))
        .map(rows -> Rows.first(rows, InvitationView::of).orElseThrow())
        .invoke(() -> send(email, secret));
  }

  private void send(String email, Secret secret) {
    links.send(
        email,
        "You are invited to Mesher",
        "You are invited to an organisation that tracks its errors with Mesher. The link works for"
            + " a week.",
        URI.create(site.publicUrl() + "/accept-invitation?token=" + secret.value()));
  }

  Uni<Void> revoke(OrganisationAccess organisation, UUID invitation) {
    return pool.preparedQuery(REVOKE)
        .execute(Tuple.of(invitation, organisation.id()))
        .invoke(
            rows -> {
              if (rows.rowCount() == 0) {
                throw new NotFoundException("invitation");
              }
            })
        .replaceWithVoid();
  }

  /** Makes the user a member as they were invited; the organisation's id. */
  Uni<UUID> accept(Secret token, UUID user) {
    return transactions.run(
        connection ->
            connection
                .preparedQuery(TAKE)
                .execute(Tuple.of(token.hash(), user))
                .map(
                    rows ->
                        Rows.first(rows, row -> row)
                            .orElseThrow(() -> new NotFoundException("invitation")))
                .call(
                    row ->
                        members.join(
                            connection,
                            row.getUUID("org_id"),
                            user,
                            Role.ofWire(row.getString("role")).orElseThrow()))
                .map(row -> row.getUUID("org_id")));
  }
}
