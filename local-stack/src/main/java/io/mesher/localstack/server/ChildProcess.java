package io.mesher.localstack.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Starting and ending processes so that nothing of an earlier run is in the way: each leaves its
 * pid in its data directory, and a start first ends what a killed parent has left behind.
 */
final class ChildProcess {
  private static final Duration POLITE = Duration.ofSeconds(15);

  private ChildProcess() {}

  /** Starts a process whose output goes to {@code log}; its pid is kept in {@code pidFile}. */
  static Process start(List<String> command, Path directory, Path log, Path pidFile) {
    try {
      var process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      Files.writeString(pidFile, Long.toString(process.pid()));
      return process;
    } catch (IOException e) {
      throw new ServerStartException(
          command.getFirst() + " can't be started: " + e.getMessage(), e);
    }
  }

  /**
   * Ends the process that an earlier run left, if it still runs and is what it was: a pid may have
   * been given to somebody else meanwhile.
   *
   * @param marker a part of its command line
   */
  static void endLeftover(Path pidFile, String marker) {
    endLeftover(pidFile, marker, "TERM");
  }

  /** The same with the signal that this kind of server takes as a request to end soon. */
  static void endLeftover(Path pidFile, String marker, String signal) {
    readPid(pidFile)
        .flatMap(ProcessHandle::of)
        .filter(handle -> commandLine(handle).contains(marker))
        .ifPresent(handle -> end(handle, signal));
  }

  /** The pid in the first line of a file. */
  static Optional<Long> readPid(Path pidFile) {
    try {
      return Files.readAllLines(pidFile).stream().findFirst().map(String::strip).map(Long::valueOf);
    } catch (IOException | NumberFormatException e) {
      return Optional.empty(); // no file, or not a pid: nothing was left
    }
  }

  /** Asks to end, insists after 15 s, and returns when it has ended. */
  static void end(ProcessHandle handle) {
    end(handle, "TERM");
  }

  private static void end(ProcessHandle handle, String signal) {
    signal(handle, signal);
    if (!endsWithin(handle, POLITE)) {
      handle.destroyForcibly();
      if (!endsWithin(handle, POLITE)) {
        throw new IllegalStateException("process " + handle.pid() + " can't be ended");
      }
    }
  }

  private static void signal(ProcessHandle handle, String signal) {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(handle.pid())).start().waitFor();
    } catch (IOException e) {
      handle.destroy(); // no such program: then as Java can
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean endsWithin(ProcessHandle handle, Duration time) {
    CompletableFuture<ProcessHandle> exit = handle.onExit();
    try {
      exit.get(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !handle.isAlive();
    }
  }

  /** The command line; on Linux from /proc, as the JDK leaves out the arguments of long ones. */
  private static String commandLine(ProcessHandle handle) {
    try {
      return Files.readString(
              Path.of("/proc", Long.toString(handle.pid()), "cmdline"), StandardCharsets.ISO_8859_1)
          .replace('\0', ' ');
    } catch (IOException e) {
      return handle.info().commandLine().orElse("");
    }
  }

  /** The last lines of a log, for an error message. */
  static String tail(Path log) {
    try {
      var lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    } catch (IOException e) {
      return "(no log at " + log + ")";
    }
  }

  /** Makes a directory and its parents. */
  static Path directory(Path path) {
    try {
      return Files.createDirectories(path);
    } catch (IOException e) {
      throw new ServerStartException("directory " + path + " can't be made: " + e.getMessage(), e);
    }
  }
}
