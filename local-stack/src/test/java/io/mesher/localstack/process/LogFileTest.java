package io.mesher.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
  @TempDir Path directory;

  @Test
  void tailIsTheLastLines() throws IOException {
    var path = Files.writeString(directory.resolve("a.log"), "one\ntwo\nthree\n");

    assertThat(new LogFile(path).tail(2)).containsExactly("two", "three");
  }

  @Test
  void missingLogHasNoLines() {
    assertThat(new LogFile(directory.resolve("none.log")).tail(5)).isEmpty();
  }

  @Test
  void longLogIsMovedAsideAndItsWriterGoesOn() throws IOException {
    var path = directory.resolve("long.log");
    try (var writer = Files.newBufferedWriter(path);
        var file = new RandomAccessFile(path.toFile(), "rw")) {
      writer.flush();
      file.setLength(LogFile.LIMIT + 1);
    }

    new LogFile(path).bound();

    Files.writeString(path, "after\n", StandardOpenOption.APPEND);
    assertThat(new LogFile(path).tail(5)).containsExactly("after");
    assertThat(directory.resolve("long.log.1")).hasSize(LogFile.LIMIT + 1);
  }

  @Test
  void followingReadsWholeLinesThatCome() throws IOException {
    var path = Files.writeString(directory.resolve("b.log"), "old\n");
    var follow = new Follow(path);

    Files.writeString(path, "new\nhal", StandardOpenOption.APPEND);

    assertThat(follow.lines()).containsExactly("new");
    Files.writeString(path, "f\n", StandardOpenOption.APPEND);
    assertThat(follow.lines()).containsExactly("half");
    Files.writeString(path, "cut\n");
    assertThat(follow.lines()).containsExactly("cut");
  }
}
