package io.mesher.e2e.sdk;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The little programs of {@code src/test/sdks}, copied to {@code target} with what they depend on.
 */
public final class SdkPrograms {
  /** Where they run. */
  public static final Path DIRECTORY = Path.of("target", "sdks").toAbsolutePath();

  private static final Path SOURCES = Path.of("src", "test", "sdks").toAbsolutePath();

  private SdkPrograms() {}

  /** Makes the npm packages ready, once a run; skips the tests where there is no Node. */
  static void needNode(ExtensionContext.Store store) {
    assumeTrue(
        Tool.find("node").isPresent() && Tool.find("npm").isPresent(), "Node is not installed");
    var installed =
        store.getOrComputeIfAbsent(
            "npm ci",
            key -> {
              copy();
              return Tool.run(
                  DIRECTORY,
                  Map.of(),
                  List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
            },
            Tool.Result.class);
    assumeTrue(installed.code() == 0, () -> "npm ci failed: " + installed.output());
  }

  /** The python of a virtual environment with the requirements of a file. */
  public static String needPython(String requirements) {
    var python = Tool.find("python3");
    assumeTrue(python.isPresent(), "Python is not installed");
    copy();
    var environment = DIRECTORY.resolve("python-" + requirements);
    var interpreter = environment.resolve("bin/python").toString();
    if (!Files.exists(environment.resolve("installed"))) {
      var made =
          Tool.run(DIRECTORY, Map.of(), List.of("python3", "-m", "venv", environment.toString()));
      assumeTrue(made.code() == 0, () -> "python3 -m venv failed: " + made.output());
      var installed =
          Tool.run(
              DIRECTORY,
              Map.of(),
              List.of(
                  interpreter,
                  "-m",
                  "pip",
                  "install",
                  "--quiet",
                  "-r",
                  "python/" + requirements + ".txt"));
      assumeTrue(installed.code() == 0, () -> "pip install failed: " + installed.output());
      mark(environment);
    }
    return interpreter;
  }

  private static void mark(Path environment) {
    try {
      Files.writeString(environment.resolve("installed"), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a program with a DSN in its environment; the last line that it printed. */
  static String run(String dsn, String... command) {
    return Tool.run(DIRECTORY, Map.of("SENTRY_DSN", dsn), List.of(command)).lastLine();
  }

  private static void copy() {
    try (var files = Files.walk(SOURCES)) {
      for (var source : files.toList()) {
        var target = DIRECTORY.resolve(SOURCES.relativize(source).toString());
        if (Files.isDirectory(source)) {
          Files.createDirectories(target);
        } else {
          Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
