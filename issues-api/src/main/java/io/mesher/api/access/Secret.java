package io.mesher.api.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * An opaque secret that only its holder keeps: 192 random bits, so that a plain SHA-256 of it can't
 * be turned back.
 *
 * @param value what the holder gets, once
 */
public record Secret(String value) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 24;

  /** A new one: the prefix, then 48 hex digits. */
  public static Secret random(String prefix) {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new Secret(prefix + HexFormat.of().formatHex(bytes));
  }

  /** What is stored: lower-case hex of the SHA-256. */
  public String hash() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(value.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Never the value: a secret in a log is none. */
  @Override
  public String toString() {
    return "Secret[…]";
  }
}
