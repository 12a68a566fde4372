package io.mesher.e2e.launcher;

import io.mesher.localstack.cli.MesherCommand;
import io.mesher.localstack.settings.StackSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The launcher's program as the shell script starts it, with the class path that is packaged. */
final class Program {
  private static final long TIMEOUT_SECONDS = 120;

  private final StackSettings settings;

  Program(StackSettings settings) {
    this.settings = settings;
  }

  /** How a command ended. */
  record Result(int code, String output) {}

  Result run(String... arguments) {
    try {
      var process = builder(arguments).redirectErrorStream(true).start();
      process.getOutputStream().close();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(List.of(arguments) + " does not end; it printed: " + output);
      }
      return new Result(process.exitValue(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private ProcessBuilder builder(String... arguments) {
    var target = settings.tree().root().resolve("local-stack/target");
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dmesher.tree=" + settings.tree().root(),
                "-Dmesher.data=" + settings.data().root(),
                "-cp",
                target.resolve("*") + ":" + target.resolve("lib/*"),
                MesherCommand.class.getName()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(settings.ports().asEnvironment());
    return builder;
  }
}
