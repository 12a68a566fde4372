package io.mesher.api.token;

import io.mesher.api.access.Scope;
import io.mesher.api.access.Secret;
import io.mesher.api.outbox.Outbox;
import io.mesher.api.problem.NotFoundException;
import io.mesher.contracts.config.ConfigChanged;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Life of API tokens. */
@ApplicationScoped
class Tokens {
  private static final String PREFIX = "mshr_t_";

  /** A token has two states, so two versions: made and revoked. */
  private static final long REVOKED_VERSION = 2;

  private final Mutiny.SessionFactory database;
  private final Outbox outbox;

  Tokens(Mutiny.SessionFactory database, Outbox outbox) {
    this.database = database;
    this.outbox = outbox;
  }

  /** A new token and, this once, what its holder sends. */
  record Made(UUID id, Secret secret) {}

  Uni<Made> createPersonal(UUID user, String label, Scope scope) {
    var secret = Secret.random(PREFIX);
    return create(ApiToken.personal(secret.hash(), user, label, scope), secret);
  }

  Uni<Made> createForOrganisation(UUID org, String label, Scope scope) {
    var secret = Secret.random(PREFIX);
    return create(ApiToken.ofOrganisation(secret.hash(), org, label, scope), secret);
  }

  private Uni<Made> create(ApiToken token, Secret secret) {
    return database
        .withTransaction(session -> session.persist(token))
        .replaceWith(new Made(token.id(), secret));
  }

  Uni<List<TokenView>> personal(UUID user) {
    return list("from ApiToken where userId = :owner order by createdAt, id", user);
  }

  Uni<List<TokenView>> ofOrganisation(UUID org) {
    return list("from ApiToken where orgId = :owner order by createdAt, id", org);
  }

  private Uni<List<TokenView>> list(String query, UUID owner) {
    return database.withSession(
        session ->
            session
                .createSelectionQuery(query, ApiToken.class)
                .setParameter("owner", owner)
                .getResultList()
                .map(found -> found.stream().map(ApiToken::view).toList()));
  }

  /** Whose a token is: of the user, of an organisation, or nobody's as far as the user knows. */
  Uni<Owner> owner(UUID id) {
    return database
        .withSession(session -> session.find(ApiToken.class, id))
        .onItem()
        .ifNull()
        .failWith(() -> new NotFoundException("token"))
        .map(token -> new Owner(token.userId(), token.orgId()));
  }

  /** One of the two. */
  record Owner(@Nullable UUID user, @Nullable UUID organisation) {}

  /** Whether anything changed: a token is revoked once. */
  Uni<Boolean> revoke(UUID id) {
    return database.withTransaction(
        session ->
            session
                .find(ApiToken.class, id, LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(() -> new NotFoundException("token"))
                .chain(token -> revoke(session, token)));
  }

  private Uni<Boolean> revoke(Mutiny.Session session, ApiToken token) {
    if (token.isRevoked()) {
      return Uni.createFrom().item(false);
    }
    token.revoke();
    return outbox
        .add(
            session,
            new ConfigChanged(
                ConfigChanged.Kind.TOKEN,
                token.id(),
                REVOKED_VERSION,
                null,
                null,
                token.userId(),
                true))
        .replaceWith(true);
  }
}
