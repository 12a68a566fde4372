package io.mesher.api.issue;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of a person in {@code issue_users}, as the storage-writer makes it: 128 bits of the
 * HMAC-SHA-256 of project and {@code kind:value} under the installation's secret.
 */
@ApplicationScoped
class UserHash {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  UserHash(IssueConfig config) {
    key = new SecretKeySpec(Base64.getDecoder().decode(config.secret()), ALGORITHM);
  }

  UUID of(UUID project, String user) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(
          ByteBuffer.allocate(16)
              .putLong(project.getMostSignificantBits())
              .putLong(project.getLeastSignificantBits())
              .flip());
      var hash = ByteBuffer.wrap(mac.doFinal(user.getBytes(StandardCharsets.UTF_8)));
      return new UUID(hash.getLong(), hash.getLong());
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
