package io.mesher.api.alert.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate that signs itself.
 *
 * @param store PKCS #12, with the key
 */
record Certificate(Path store) {
  static final String PASSWORD = "changeit";

  /** Made by the JDK's keytool. */
  static Certificate of(String name) {
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    try {
      var directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "certificate");
      var store = directory.resolve(name + ".p12");
      var process =
          new ProcessBuilder(
                  keytool,
                  "-genkeypair",
                  "-keyalg",
                  "EC",
                  "-dname",
                  "CN=" + name,
                  "-ext",
                  "san=dns:" + name,
                  "-storetype",
                  "PKCS12",
                  "-keystore",
                  store.toString(),
                  "-storepass",
                  PASSWORD)
              .inheritIO()
              .start();
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException("keytool failed");
      }
      return new Certificate(store);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** For a server that shows it. */
  SSLContext context() {
    try (var content = Files.newInputStream(store)) {
      var keys = KeyStore.getInstance("PKCS12");
      keys.load(content, PASSWORD.toCharArray());
      var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, PASSWORD.toCharArray());
      var context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
