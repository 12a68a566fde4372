package io.mesher.e2e.sdk;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Programs of this machine that some tests need. */
public final class Tool {
  private static final long TIMEOUT_SECONDS = 180;

  private Tool() {}

  /** How a program ended, with its standard output and errors. */
  public record Result(int code, String output) {

    /** The last line of a success. */
    public String lastLine() {
      if (code != 0) {
        throw new AssertionError("ended with " + code + ": " + output);
      }
      return output.strip().lines().reduce("", (before, line) -> line);
    }
  }

  /** Where a program is, by the first of its names that is on the PATH. */
  public static Optional<Path> find(String... names) {
    for (var name : names) {
      for (var directory : System.getenv("PATH").split(File.pathSeparator)) {
        var candidate = Path.of(directory, name);
        if (Files.isExecutable(candidate)) {
          return Optional.of(candidate);
        }
      }
    }
    return Optional.empty();
  }

  /** Runs it to its end, for three minutes at most. */
  public static Result run(Path directory, Map<String, String> environment, List<String> command) {
    try {
      var output = Files.createTempFile(directory, "output", ".log");
      var builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      var process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return new Result(-1, command + " did not end: " + read(output));
      }
      return new Result(process.exitValue(), read(output));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
