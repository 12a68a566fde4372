package io.mesher.localstack.settings;

import io.mesher.localstack.StackException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A built tree of Mesher, or the copy of one that a running system uses.
 *
 * @param root the directory that holds the modules
 */
public record Tree(Path root) {

  /**
   * The runnable jar of a service.
   *
   * @throws StackException when the module was not packaged
   */
  public Path runnable(String module) {
    var jar = root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    if (!Files.isRegularFile(jar)) {
      throw new StackException(module + " is not built: " + jar + " is missing.");
    }
    return jar;
  }
}
