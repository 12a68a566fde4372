package io.mesher.localstack.cli;

import io.mesher.localstack.StackException;
import io.mesher.localstack.settings.DataDirectory;
import io.mesher.localstack.settings.Tree;
import java.nio.file.Path;

/** What the shell script found out and passes on as system properties. */
final class Place {
  private Place() {}

  /** The built tree ({@code mesher.tree}). */
  static Tree tree() {
    return new Tree(path("mesher.tree"));
  }

  /** The data directory ({@code mesher.data}). */
  static DataDirectory data() {
    return new DataDirectory(path("mesher.data"));
  }

  private static Path path(String property) {
    var value = System.getProperty(property);
    if (value == null) {
      throw new StackException("This program is started by ./mesher, which sets " + property + ".");
    }
    return Path.of(value).toAbsolutePath().normalize();
  }
}
