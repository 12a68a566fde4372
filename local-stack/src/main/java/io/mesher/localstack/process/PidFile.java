package io.mesher.localstack.process;

import io.mesher.localstack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Remembers a process beyond the life of its parent: pid and start time, as a pid alone may have
 * been given to somebody else.
 */
public record PidFile(Path path) {
  // The kernel tells start times since boot, and the time of the boot moves when the clock is set.
  private static final Duration TOLERANCE = Duration.ofSeconds(3);

  /** Writes who runs now. */
  public void write(ProcessHandle process) {
    var start = process.info().startInstant().map(Instant::toString).orElse("");
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      Files.write(path, List.of(Long.toString(process.pid()), start));
    } catch (IOException e) {
      throw new StackException(path + " can't be written: " + e.getMessage(), e);
    }
  }

  /** The process, if it is still the one that was written. */
  public Optional<ProcessHandle> running() {
    try {
      var lines = Files.readAllLines(path);
      if (lines.size() < 2) {
        return Optional.empty();
      }
      return ProcessHandle.of(Long.parseLong(lines.getFirst()))
          .filter(ProcessHandle::isAlive)
          .filter(process -> startedAt(process, lines.get(1)));
    } catch (IOException | NumberFormatException | DateTimeParseException e) {
      return Optional.empty(); // no file or a torn one: nobody is remembered
    }
  }

  private static boolean startedAt(ProcessHandle process, String start) {
    var actual = process.info().startInstant();
    if (actual.isEmpty() || start.isEmpty()) {
      return actual.isEmpty() && start.isEmpty(); // a system that does not tell
    }
    return Duration.between(Instant.parse(start), actual.get()).abs().compareTo(TOLERANCE) <= 0;
  }

  /** Forgets the process. */
  public void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new StackException(path + " can't be deleted: " + e.getMessage(), e);
    }
  }

  /**
   * Ends a process: asks first, insists when the time is over.
   *
   * @return whether it ended when asked
   */
  public static boolean end(ProcessHandle process, Duration grace) {
    process.destroy();
    if (endsWithin(process, grace)) {
      return true;
    }
    process.destroyForcibly();
    endsWithin(process, Duration.ofSeconds(10));
    return false;
  }

  private static boolean endsWithin(ProcessHandle process, Duration time) {
    try {
      process.onExit().get(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }
}
