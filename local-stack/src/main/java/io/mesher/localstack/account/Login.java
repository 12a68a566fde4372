package io.mesher.localstack.account;

import java.security.SecureRandom;
import java.util.Base64;

/** The first user's login. */
record Login(String email, String password) {
  private static final String EMAIL = "admin@mesher.local";
  private static final int RANDOM_BYTES = 15;

  /** With a new random password. */
  static Login random() {
    var bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return new Login(EMAIL, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }
}
