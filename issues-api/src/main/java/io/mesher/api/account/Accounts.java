package io.mesher.api.account;

import io.mesher.api.access.Secret;
import io.mesher.api.account.AccountConfig.Registration;
import io.mesher.api.outbox.Outbox;
import io.mesher.api.problem.ConflictException;
import io.mesher.api.problem.ForbiddenException;
import io.mesher.api.problem.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Registration and sign-in. */
@ApplicationScoped
class Accounts {
  /** One registration at a time, so that exactly one user is the first. */
  private static final String ONE_AT_A_TIME =
      "SELECT 1 FROM pg_advisory_xact_lock(hashtext('mesher.registration'))";

  private static final String INVITED =
      "SELECT 1 FROM invitations"
          + " WHERE token = :token AND lower(email) = lower(:email) AND expires_at > now()";

  /** Held until the session is there: a new password either waits and ends it, or was first. */
  private static final String STILL_THE_PASSWORD =
      "SELECT 1 FROM users WHERE id = :id AND password_hash = :hash FOR SHARE";

  private final Mutiny.SessionFactory database;
  private final Passwords passwords;
  private final AccountConfig config;
  private final Outbox outbox;

  Accounts(
      Mutiny.SessionFactory database, Passwords passwords, AccountConfig config, Outbox outbox) {
    this.database = database;
    this.passwords = passwords;
    this.config = config;
    this.outbox = outbox;
  }

  /** A user who is signed in, and the secret of the session, once. */
  record SignedIn(UserView user, Secret secret, Duration lifetime) {}

  /**
   * Registers somebody and signs them in.
   *
   * @param invitation the secret of an invitation of the address, where one is needed
   */
  Uni<SignedIn> register(
      String email, String password, String displayName, @Nullable Secret invitation) {
    return passwords
        .hash(password)
        .chain(
            hash ->
                database.withTransaction(
                    session ->
                        session
                            .createNativeQuery(ONE_AT_A_TIME)
                            .getResultList()
                            .chain(() -> requireFree(session, email))
                            .chain(() -> isFirst(session))
                            .call(first -> requireOpen(session, first, email, invitation))
                            .map(first -> new User(email, hash, displayName, first))
                            .call(session::persist)
                            .chain(user -> open(session, user))));
  }

  Uni<SignedIn> login(String email, String password) {
    return database
        .withSession(session -> byEmail(session, email))
        .chain(user -> authenticated(user, password))
        .chain(
            user ->
                database.withTransaction(
                    session -> requireUnchanged(session, user).chain(() -> open(session, user))));
  }

  Uni<Void> logout(UUID user, String sessionHash) {
    return database.withTransaction(
        session ->
            session
                .createMutationQuery("delete from Session where token = :token")
                .setParameter("token", sessionHash)
                .executeUpdate()
                .chain(() -> outbox.add(session, EndedSession.of(sessionHash, user))));
  }

  Uni<UserView> user(UUID id) {
    return database
        .withSession(session -> session.find(User.class, id))
        .onItem()
        .ifNull()
        .failWith(UnauthorizedException::new)
        .map(User::view);
  }

  private Uni<User> authenticated(Optional<User> user, String password) {
    return passwords
        .matches(password, user.map(User::passwordHash).orElse(null))
        .map(
            matches -> {
              if (!matches) {
                throw wrong();
              }
              return user.orElseThrow();
            });
  }

  private static Uni<Void> requireUnchanged(Mutiny.Session session, User user) {
    return session
        .createNativeQuery(STILL_THE_PASSWORD)
        .setParameter("id", user.id())
        .setParameter("hash", user.passwordHash())
        .getResultList()
        .invoke(
            found -> {
              if (found.isEmpty()) {
                throw wrong();
              }
            })
        .replaceWithVoid();
  }

  private static UnauthorizedException wrong() {
    return new UnauthorizedException("invalid email or password", null);
  }

  private Uni<SignedIn> open(Mutiny.Session session, User user) {
    var secret = Secret.random("");
    return session
        .persist(new Session(secret.hash(), user.id(), config.sessionLifetime()))
        .replaceWith(new SignedIn(user.view(), secret, config.sessionLifetime()));
  }

  private static Uni<Boolean> isFirst(Mutiny.Session session) {
    return session
        .createSelectionQuery("select count(*) from User", Long.class)
        .getSingleResult()
        .map(count -> count == 0);
  }

  private Uni<Void> requireOpen(
      Mutiny.Session session, boolean first, String email, @Nullable Secret invitation) {
    if (first || config.registration() == Registration.OPEN) {
      return Uni.createFrom().voidItem();
    }
    var closed = new ForbiddenException("registration is closed");
    if (config.registration() == Registration.OFF || invitation == null) {
      return Uni.createFrom().failure(closed);
    }
    return session
        .createNativeQuery(INVITED)
        .setParameter("token", invitation.hash())
        .setParameter("email", email)
        .getResultList()
        .invoke(
            found -> {
              if (found.isEmpty()) {
                throw closed;
              }
            })
        .replaceWithVoid();
  }

  private static Uni<Void> requireFree(Mutiny.Session session, String email) {
    return byEmail(session, email)
        .invoke(
            user -> {
              if (user.isPresent()) {
                throw new ConflictException("email is already registered");
              }
            })
        .replaceWithVoid();
  }

  private static Uni<Optional<User>> byEmail(Mutiny.Session session, String email) {
    return session
        .createSelectionQuery("from User where lower(email) = :email", User.class)
        .setParameter("email", email.toLowerCase(Locale.ROOT))
        .getSingleResultOrNull()
        .map(Optional::ofNullable);
  }
}
