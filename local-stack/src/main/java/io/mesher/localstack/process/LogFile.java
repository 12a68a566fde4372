package io.mesher.localstack.process;

import io.mesher.localstack.StackException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The output of a process, which appends to it; bounded, as a local stack may run for months. */
public record LogFile(Path path) {
  /** Beyond this many bytes the log is moved aside; one older part is kept. */
  public static final long LIMIT = 32L * 1024 * 1024;

  private static final int TAIL_BYTES = 256 * 1024;

  /**
   * Keeps the log within its bound. The writer has it open for appending, so it is copied and cut
   * rather than renamed; a line written in between may be lost.
   */
  public void bound() {
    try {
      if (Files.exists(path) && Files.size(path) > LIMIT) {
        Files.copy(
            path,
            path.resolveSibling(path.getFileName() + ".1"),
            StandardCopyOption.REPLACE_EXISTING);
        try (var channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
          channel.truncate(0);
        }
      }
    } catch (IOException e) {
      throw new StackException(path + " can't be shortened: " + e.getMessage(), e);
    }
  }

  /** The last lines, at most 256 KiB; none when there is no log. */
  public List<String> tail(int lines) {
    try (var file = new RandomAccessFile(path.toFile(), "r")) {
      long start = Math.max(0, file.length() - TAIL_BYTES);
      file.seek(start);
      var bytes = new byte[(int) Math.min(TAIL_BYTES, file.length() - start)];
      file.readFully(bytes);
      var all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      return all.subList(Math.max(0, all.size() - lines), all.size());
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw new StackException(path + " can't be read: " + e.getMessage(), e);
    }
  }
}
