package io.mesher.localstack.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mesher.localstack.StackException;
import io.mesher.localstack.settings.DataDirectory;
import io.mesher.localstack.settings.Ports;
import io.mesher.localstack.settings.StackSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/**
 * How the stack in a data directory was started last, for commands that look at it from outside.
 * Written when it is ready; it stays after the end, so that {@code info} knows the addresses.
 *
 * @param pid of the supervisor
 * @param origin the origin that people and SDKs use
 * @param ws where ws-gateway is reached directly
 * @param environment the ports, by their variables
 */
public record Description(long pid, String origin, String ws, Map<String, String> environment) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of a stack that this process runs. */
  static Description of(StackSettings settings) {
    return new Description(
        ProcessHandle.current().pid(),
        settings.publicUrl(),
        settings.webSocketUrl(),
        settings.ports().asEnvironment());
  }

  /** The ports. */
  public Ports ports() {
    return Ports.from(environment);
  }

  /** What was written last in this data directory. */
  public static Optional<Description> read(DataDirectory data) {
    var file = file(data);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(file.toFile(), Description.class));
    } catch (IOException e) {
      throw new StackException(file + " can't be read: " + e.getMessage(), e);
    }
  }

  /** Writes it, whole or not at all. */
  void write(DataDirectory data) {
    var file = file(data);
    var draft = file.resolveSibling("stack.json.new");
    try {
      Files.writeString(draft, JSON.writeValueAsString(this), StandardCharsets.UTF_8);
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new StackException(file + " can't be written: " + e.getMessage(), e);
    }
  }

  private static Path file(DataDirectory data) {
    return data.run().resolve("stack.json");
  }
}
