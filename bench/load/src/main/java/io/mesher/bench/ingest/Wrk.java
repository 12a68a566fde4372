package io.mesher.bench.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The load generator: wrk (https://github.com/wg/wrk), of the system's packages. */
final class Wrk {
  private final Path script;

  private Wrk(Path script) {
    this.script = script;
  }

  /**
   * The wrk of PATH.
   *
   * @throws IllegalStateException when there is none
   */
  static Wrk find() {
    try {
      new ProcessBuilder("wrk", "-v").redirectErrorStream(true).start().destroy();
    } catch (IOException e) {
      throw new IllegalStateException(
          "wrk is missing; install it (Debian and Ubuntu: apt install wrk, macOS: brew install wrk)",
          e);
    }
    try (var lua = Wrk.class.getResourceAsStream("post.lua")) {
      if (lua == null) {
        throw new IllegalStateException("post.lua is not in the program");
      }
      var script = Files.createTempFile("mesher-bench", ".lua");
      Files.write(script, lua.readAllBytes());
      return new Wrk(script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts a load on a URL and says what came of it. */
  Measurement run(Load load, PayloadKind kind, String url, String key) {
    var command =
        List.of(
            "wrk",
            "--threads",
            "1",
            "--connections",
            Integer.toString(load.connections()),
            "--duration",
            load.time().toSeconds() + "s",
            "--timeout",
            "10s",
            "--latency",
            "--script",
            script.toString(),
            url,
            "--",
            load.bodies().toString(),
            key,
            kind == PayloadKind.ENVELOPE_GZIP ? "gzip" : "");
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
