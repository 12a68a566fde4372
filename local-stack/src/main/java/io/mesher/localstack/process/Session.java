package io.mesher.localstack.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts a child into a session of its own. A terminal sends Ctrl-C to its whole process group; with
 * sessions of their own, children end in the order that their supervisor decides.
 */
public final class Session {
  private Session() {}

  /**
   * The command that runs {@code command} in a new session under the same pid; {@code command}
   * itself where the machine has no means for it.
   */
  public static List<String> own(List<String> command) {
    var whole = new ArrayList<String>();
    onPath("setsid")
        .ifPresentOrElse(
            setsid -> whole.add(setsid.toString()),
            () -> // macOS has no setsid, but has perl
            onPath("perl")
                    .ifPresent(
                        perl ->
                            whole.addAll(
                                List.of(
                                    perl.toString(),
                                    "-e",
                                    "use POSIX; POSIX::setsid(); exec {$ARGV[0]} @ARGV or exit 127",
                                    "--"))));
    whole.addAll(command);
    return whole;
  }

  private static Optional<Path> onPath(String program) {
    var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    for (var directory : path.split(File.pathSeparator)) {
      var candidate = Path.of(directory, program);
      if (!directory.isEmpty() && Files.isExecutable(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}
