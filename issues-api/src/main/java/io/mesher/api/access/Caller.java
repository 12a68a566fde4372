package io.mesher.api.access;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who sent a request. */
public sealed interface Caller {

  /** How far the credentials reach, whatever the role. */
  Scope scope();

  /** Under which its row holds what was sent: the session's or the token's. */
  String secretHash();

  /** The person behind it; null for an organisation's token. */
  @Nullable UUID userId();

  /** The organisation whose token it is; null for people. */
  @Nullable UUID orgId();

  /** A signed-in person. */
  record Session(UUID user, String secretHash) implements Caller {
    @Override
    public Scope scope() {
      return Scope.ADMIN;
    }

    @Override
    public UUID userId() {
      return user;
    }

    @Override
    public @Nullable UUID orgId() {
      return null;
    }
  }

  /** A program with somebody's token. */
  record PersonalToken(UUID id, UUID user, Scope scope, String secretHash) implements Caller {
    @Override
    public UUID userId() {
      return user;
    }

    @Override
    public @Nullable UUID orgId() {
      return null;
    }
  }

  /** A program with an organisation's token: an admin or a member of it, as its scope says. */
  record OrganisationToken(UUID id, UUID organisation, Scope scope, String secretHash)
      implements Caller {
    @Override
    public @Nullable UUID userId() {
      return null;
    }

    @Override
    public UUID orgId() {
      return organisation;
    }

    /** What it may do in its organisation. */
    public Role role() {
      return scope == Scope.ADMIN ? Role.ADMIN : Role.MEMBER;
    }
  }
}
