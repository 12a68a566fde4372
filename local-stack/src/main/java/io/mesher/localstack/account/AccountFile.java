package io.mesher.localstack.account;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mesher.localstack.StackException;
import io.mesher.localstack.process.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Keeps login and account readable by their owner only. */
public final class AccountFile {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private final Path account;

  /** The file of a data directory. */
  public AccountFile(Path account) {
    this.account = account;
  }

  /** The account, when one has been made. */
  public Optional<Account> read() {
    return read(account, Account.class);
  }

  void write(Account made) {
    write(account, made);
  }

  /**
   * The login that was chosen before: a start that broke off after the registration goes on with
   * it.
   */
  Login login() {
    var file = account.resolveSibling("login.json");
    return read(file, Login.class)
        .orElseGet(
            () -> {
              var login = Login.random();
              write(file, login);
              return login;
            });
  }

  private static <T> Optional<T> read(Path file, Class<T> type) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(file.toFile(), type));
    } catch (IOException e) {
      throw new StackException(file + " can't be read: " + e.getMessage(), e);
    }
  }

  private static void write(Path file, Object content) {
    try {
      PrivateFile.write(file, JSON.writeValueAsString(content).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new StackException(file + " can't be written: " + e.getMessage(), e);
    }
  }
}
