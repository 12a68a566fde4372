package io.mesher.writer.store;

import io.mesher.contracts.event.GroupedEvent;
import io.mesher.writer.batch.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Users as keyed hashes (HMAC-SHA-256, 128 bits of it): the same person counts once, and who has
 * the database but not the key can't test names against it. The project belongs to what is hashed,
 * so that nobody is recognised across projects.
 */
@ApplicationScoped
public class UserHashes {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int MIN_KEY_BYTES = 32;

  private final SecretKeySpec key;

  public UserHashes(StoreSettings settings) {
    byte[] secret;
    try {
      secret = Base64.getDecoder().decode(settings.secret());
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("mesher.writer.store.secret (MESHER_SECRET) is no base64", e);
    }
    if (secret.length < MIN_KEY_BYTES) {
      throw new IllegalStateException(
          "mesher.writer.store.secret (MESHER_SECRET) has fewer than 32 bytes");
    }
    key = new SecretKeySpec(secret, ALGORITHM);
  }

  /** The users of the events that are stored, once for each issue. */
  Collection<AffectedUser> of(Verdict verdict) {
    var mac = mac();
    Map<UUID, Map<String, AffectedUser>> known = new HashMap<>();
    for (var event : verdict.stored()) {
      var user = event.user();
      if (user != null) {
        var issue = verdict.issueOf(event);
        known
            .computeIfAbsent(issue, id -> new HashMap<>())
            .computeIfAbsent(user, name -> affected(mac, issue, event, name));
      }
    }
    return known.values().stream().flatMap(users -> users.values().stream()).toList();
  }

  private static AffectedUser affected(Mac mac, UUID issue, GroupedEvent event, String user) {
    var project = event.projectId();
    mac.update(
        ByteBuffer.allocate(16)
            .putLong(project.getMostSignificantBits())
            .putLong(project.getLeastSignificantBits())
            .flip());
    var hash = ByteBuffer.wrap(mac.doFinal(user.getBytes(StandardCharsets.UTF_8)));
    LocalDate day = event.receivedAt().atOffset(ZoneOffset.UTC).toLocalDate();
    return new AffectedUser(issue, new UUID(hash.getLong(), hash.getLong()), day);
  }

  private Mac mac() {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
