package io.mesher.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A server process of this test's JVM that is stopped in its tracks: it holds its connections and
 * answers nothing, which is the worse half of being away. Closing thaws it.
 */
public final class Frozen implements AutoCloseable {
  private final List<ProcessHandle> processes;

  private Frozen(List<ProcessHandle> processes) {
    this.processes = processes;
  }

  /** Freezes the embedded server of this module whose command line holds the text. */
  public static Frozen server(String text) {
    var found =
        Stream.concat(ProcessHandle.current().descendants(), daemons())
            .filter(process -> commandLine(process).contains(text))
            .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
            .distinct()
            .toList();
    if (found.isEmpty()) {
      throw new IllegalStateException("no process of " + text);
    }
    found.forEach(process -> signal("STOP", process));
    return new Frozen(found);
  }

  /** PostgreSQL leaves its parent; its data directory under this module tells whose it is. */
  private static Stream<ProcessHandle> daemons() {
    var data = Path.of("target").toAbsolutePath().toString();
    return ProcessHandle.allProcesses().filter(process -> commandLine(process).contains(data));
  }

  /** From the kernel: {@link ProcessHandle} tells no command lines as long as a class path. */
  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
    } catch (IOException gone) {
      return "";
    }
  }

  private static void signal(String name, ProcessHandle process) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    processes.forEach(process -> signal("CONT", process));
  }
}
