package io.mesher.api.issue;

import io.mesher.contracts.event.UserHash;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Finds people in {@code issue_users}, hashed as the storage-writer hashes them. */
@ApplicationScoped
class UserHashes {

  @Produces
  @Singleton
  UserHash userHash(IssueConfig config) {
    return UserHash.withSecret(config.secret());
  }
}
