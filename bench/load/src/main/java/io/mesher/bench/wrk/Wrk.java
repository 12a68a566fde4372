package io.mesher.bench.wrk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The load generator: wrk (https://github.com/wg/wrk), of the system's packages. */
public final class Wrk {
  private final Path script;

  private Wrk(Path script) {
    this.script = script;
  }

  /**
   * The wrk of PATH, with a script.
   *
   * @param owner beside which class the script lies
   * @throws IllegalStateException when there is none
   */
  public static Wrk with(Class<?> owner, String scriptName) {
    try {
      new ProcessBuilder("wrk", "-v").redirectErrorStream(true).start().destroy();
    } catch (IOException e) {
      throw new IllegalStateException(
          "wrk is missing; install it (Debian and Ubuntu: apt install wrk, macOS: brew install wrk)",
          e);
    }
    try (var lua = owner.getResourceAsStream(scriptName)) {
      if (lua == null) {
        throw new IllegalStateException(scriptName + " is not in the program");
      }
      var script = Files.createTempFile("mesher-bench", ".lua");
      Files.write(script, lua.readAllBytes());
      return new Wrk(script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Puts a load on a URL and says what came of it.
   *
   * @param connections open at once, each with at most one request under way
   * @param arguments of the script
   */
  public Measurement run(int connections, Duration time, String url, List<String> arguments) {
    var command = new ArrayList<String>();
    command.addAll(List.of("wrk", "--threads", "1", "--latency", "--timeout", "10s"));
    command.addAll(List.of("--connections", Integer.toString(connections)));
    command.addAll(List.of("--duration", time.toSeconds() + "s"));
    command.addAll(List.of("--script", script.toString(), url, "--"));
    command.addAll(arguments);
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("wrk failed:\n" + output);
      }
      return Measurement.parse(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
