package io.mesher.bench.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The operating system's cache of files. */
final class PageCache {
  private PageCache() {}

  /** Makes it forget the files of a directory: their next reader gets them from the disk. */
  static void forget(Path directory) throws IOException, InterruptedException {
    List<Path> files;
    try (var all = Files.walk(directory)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    new ProcessBuilder("sync").start().waitFor();
    for (var file : files) {
      // GNU dd's way to say POSIX_FADV_DONTNEED: nothing is copied.
      var dd =
          new ProcessBuilder("dd", "if=" + file, "iflag=nocache", "count=0", "status=none")
              .redirectErrorStream(true)
              .start();
      if (dd.waitFor() != 0) {
        throw new IOException("dd (of GNU coreutils) can't drop " + file + " from the cache");
      }
    }
  }
}
