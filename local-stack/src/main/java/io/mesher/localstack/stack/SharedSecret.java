package io.mesher.localstack.stack;

import io.mesher.localstack.StackException;
import io.mesher.localstack.process.PrivateFile;
import io.mesher.localstack.settings.DataDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.Base64;

/** {@code MESHER_SECRET}: made once, and as old as the data that was keyed with it. */
final class SharedSecret {
  private static final int BYTES = 32;

  private SharedSecret() {}

  static String of(DataDirectory data) {
    var file = data.secret();
    try {
      if (!Files.exists(file)) {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        PrivateFile.write(file, Base64.getEncoder().encode(bytes));
      }
      return Files.readString(file, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new StackException(file + " can't be used: " + e.getMessage(), e);
    }
  }
}
