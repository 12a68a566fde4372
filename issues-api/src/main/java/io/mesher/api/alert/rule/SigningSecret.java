package io.mesher.api.alert.rule;

import io.mesher.api.alert.AlertConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that signs a rule's webhooks, in the form of the Standard Webhooks specification. It
 * is derived from the installation's secret, so that no table holds it.
 */
@ApplicationScoped
public class SigningSecret {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "whsec_";

  private final SecretKeySpec installation;

  SigningSecret(AlertConfig config) {
    installation = new SecretKeySpec(Base64.getDecoder().decode(config.secret()), ALGORITHM);
  }

  /** The 32 bytes that sign. */
  public byte[] key(UUID rule, int version) {
    return hmac(installation, "alert-webhook:%s:%d".formatted(rule, version));
  }

  /** What its receiver keeps. */
  String text(UUID rule, int version) {
    return PREFIX + Base64.getEncoder().encodeToString(key(rule, version));
  }

  /** The signature of a message, base64. */
  public static String sign(byte[] key, String message) {
    return Base64.getEncoder().encodeToString(hmac(new SecretKeySpec(key, ALGORITHM), message));
  }

  private static byte[] hmac(SecretKeySpec key, String message) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
