package io.mesher.localstack.report;

import io.mesher.localstack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which tests may be skipped where a skip otherwise fails the run.
 *
 * @param names {@code Type} for a whole class or {@code Type#method}
 */
public record Allowance(Set<String> names) {

  /** Reads one name a line; {@code #} after a space, or at the start, begins a comment. */
  public static Allowance read(Path file) {
    try {
      return new Allowance(
          Files.readAllLines(file).stream()
              .map(line -> line.replaceAll("(^|\\s)#.*", "").strip())
              .filter(line -> !line.isEmpty())
              .collect(Collectors.toUnmodifiableSet()));
    } catch (IOException e) {
      throw new StackException(file + " can't be read: " + e.getMessage(), e);
    }
  }

  /** Whether this skip is fine. */
  public boolean covers(SkippedTest test) {
    return names.contains(test.type()) || names.contains(test.name());
  }
}
