package io.mesher.localstack.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The script in a world of its own: a PATH of stand-ins and the tools that any Unix has. */
final class Launcher {
  private static final List<String> TOOLS =
      List.of(
          "sh", "cat", "cmp", "cp", "date", "dirname", "find", "grep", "ln", "mkdir", "mv", "ps",
          "rm", "sed", "sort", "tail", "tee", "tr", "uname");
  private static final long TIMEOUT_SECONDS = 60;

  private final Path world;
  private final Path bin;
  private final Map<String, String> environment = new HashMap<>();

  Launcher(Path world) {
    this.world = world;
    this.bin = world.resolve("bin");
    try {
      Files.createDirectories(bin);
      Files.createDirectories(world.resolve("no-jdks"));
      for (var tool : TOOLS) {
        link(tool);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    environment.put("PATH", bin.toString());
    environment.put("HOME", world.toString());
    environment.put("MESHER_DATA", world.resolve("data").toString());
    environment.put("MESHER_JDK_DIRS", world.resolve("no-jdks").toString());
  }

  private void link(String tool) throws IOException {
    for (var directory : List.of("/usr/bin", "/bin")) {
      var real = Path.of(directory, tool);
      if (Files.isExecutable(real)) {
        Files.createSymbolicLink(bin.resolve(tool), real);
        return;
      }
    }
  }

  /** How a run ended, and all that it printed. */
  record Result(int code, String output) {}

  Launcher with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Puts a stand-in on the PATH. */
  Launcher command(String name, String script) {
    write(bin.resolve(name), script);
    return this;
  }

  /** A directory that looks like a JDK. */
  Path jdk(String name, String version) {
    var home = world.resolve("jdks").resolve(name);
    write(home.resolve("bin/java"), "echo \"java of " + name + " $*\"");
    write(home.resolve("bin/javac"), "exit 0");
    try {
      Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return home;
  }

  private static void write(Path file, String script) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, "#!/bin/sh\n" + script + "\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs {@code ./mesher} of this source tree. */
  Result run(String... arguments) {
    return run(Path.of("../mesher"), arguments);
  }

  /** Runs a copy of {@code ./mesher}. */
  Result run(Path script, String... arguments) {
    var command = new ArrayList<String>();
    command.add(bin.resolve("sh").toString());
    command.add(script.toAbsolutePath().normalize().toString());
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true).directory(world.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      var process = builder.start();
      process.getOutputStream().close();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("the launcher does not end; it printed: " + output);
      }
      return new Result(process.exitValue(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
