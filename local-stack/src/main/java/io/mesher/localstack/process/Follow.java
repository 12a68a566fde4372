package io.mesher.localstack.process;

import io.mesher.localstack.StackException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads what is appended to a file, from now on. A file that became shorter is read from its start.
 */
public final class Follow {
  private static final int PART_BYTES = 1024 * 1024;

  private final Path file;
  private long position;

  /** Follows a file, which need not exist yet. */
  public Follow(Path file) {
    this.file = file;
    this.position = length();
  }

  private long length() {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      throw new StackException(file + " can't be read: " + e.getMessage(), e);
    }
  }

  /** The whole lines that came since the last call, at most 1 MiB of them. */
  public List<String> lines() {
    long length = length();
    if (length < position) {
      position = 0;
    }
    if (length == position) {
      return List.of();
    }
    try (var open = new RandomAccessFile(file.toFile(), "r")) {
      open.seek(position);
      var bytes = new byte[(int) Math.min(PART_BYTES, length - position)];
      open.readFully(bytes);
      int end = endOfLastLine(bytes);
      position += end;
      return new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new StackException(file + " can't be read: " + e.getMessage(), e);
    }
  }

  /** A part without any line end is as long as a line may be. */
  private static int endOfLastLine(byte[] bytes) {
    for (int i = bytes.length; i > 0; i--) {
      if (bytes[i - 1] == '\n') {
        return i;
      }
    }
    return bytes.length == PART_BYTES ? bytes.length : 0;
  }
}
