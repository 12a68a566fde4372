package io.mesher.contracts.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * People as keyed hashes: 128 bits of the HMAC-SHA-256 of project and {@code kind:value} under the
 * installation's secret. The same person counts once; who has the database but not the secret can't
 * test names against it; and nobody is recognised across projects. For any number of threads.
 */
public final class UserHash {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int MIN_SECRET_BYTES = 32;
  private static final int UUID_BYTES = 16;

  private final Mac keyed;

  private UserHash(byte[] secret) {
    try {
      keyed = Mac.getInstance(ALGORITHM);
      keyed.init(new SecretKeySpec(secret, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /**
   * Hashes under a secret; another one makes other people of the same.
   *
   * @param base64 32 random bytes or more
   * @throws IllegalArgumentException when it is no base64, or shorter
   */
  public static UserHash withSecret(String base64) {
    byte[] secret = Base64.getDecoder().decode(base64);
    if (secret.length < MIN_SECRET_BYTES) {
      throw new IllegalArgumentException("fewer than 32 bytes");
    }
    return new UserHash(secret);
  }

  /**
   * The hash of a user.
   *
   * @param user as {@link GroupedEvent#user()} has it
   */
  public UUID of(UUID project, String user) {
    try {
      var mac = (Mac) keyed.clone();
      mac.update(
          ByteBuffer.allocate(UUID_BYTES)
              .putLong(project.getMostSignificantBits())
              .putLong(project.getLeastSignificantBits())
              .flip());
      var hash = ByteBuffer.wrap(mac.doFinal(user.getBytes(StandardCharsets.UTF_8)));
      return new UUID(hash.getLong(), hash.getLong());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("Java's own " + ALGORITHM + " can be cloned", e);
    }
  }
}
