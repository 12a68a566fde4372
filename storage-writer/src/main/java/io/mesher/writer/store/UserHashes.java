package io.mesher.writer.store;

import io.mesher.contracts.event.GroupedEvent;
import io.mesher.contracts.event.UserHash;
import io.mesher.writer.batch.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Who was affected, as hashes. */
@ApplicationScoped
public class UserHashes {
  private final UserHash hash;

  public UserHashes(StoreSettings settings) {
    try {
      hash = UserHash.withSecret(settings.secret());
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "mesher.writer.store.secret (MESHER_SECRET) is not 32 bytes or more in base64", e);
    }
  }

  /** The users of the events that are stored, once for each issue. */
  Collection<AffectedUser> of(Verdict verdict) {
    Map<UUID, Map<String, AffectedUser>> known = new HashMap<>();
    for (var event : verdict.stored()) {
      var user = event.user();
      if (user != null) {
        var issue = verdict.issueOf(event);
        known
            .computeIfAbsent(issue, id -> new HashMap<>())
            .computeIfAbsent(user, name -> affected(issue, event, name));
      }
    }
    return known.values().stream().flatMap(users -> users.values().stream()).toList();
  }

  private AffectedUser affected(UUID issue, GroupedEvent event, String user) {
    LocalDate day = event.receivedAt().atOffset(ZoneOffset.UTC).toLocalDate();
    return new AffectedUser(issue, hash.of(event.projectId(), user), day);
  }
}
