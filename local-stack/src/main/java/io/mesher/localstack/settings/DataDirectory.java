package io.mesher.localstack.settings;

import io.mesher.localstack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * What a local stack keeps: data, logs, pids and credentials. Readable by its owner only.
 *
 * @param root an absolute path
 */
public record DataDirectory(Path root) {

  /** Makes the directory and its parts where they are missing. */
  public void create() {
    try {
      Files.createDirectories(root);
      if (Files.getFileStore(root).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
      }
      Files.createDirectories(logs());
      Files.createDirectories(run());
    } catch (IOException e) {
      throw new StackException(
          "the data directory " + root + " can't be written: " + e.getMessage(), e);
    }
  }

  /** One log a process. */
  public Path logs() {
    return root.resolve("logs");
  }

  /** The log of one process. */
  public Path log(String name) {
    return logs().resolve(name + ".log");
  }

  /** What is only true while the stack runs: pids, lock, description. */
  public Path run() {
    return root.resolve("run");
  }

  /** The data of an embedded server. */
  public Path server(String name) {
    return root.resolve("servers").resolve(name);
  }

  /** The first account's credentials. */
  public Path credentials() {
    return root.resolve("credentials.json");
  }

  /** What the services share and nobody else may know. */
  public Path secret() {
    return root.resolve("secret");
  }
}
