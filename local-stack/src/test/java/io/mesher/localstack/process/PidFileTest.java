package io.mesher.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
  @TempDir Path directory;

  @Test
  void remembersARunningProcess() {
    var file = new PidFile(directory.resolve("run/me.pid"));

    file.write(ProcessHandle.current());

    assertThat(file.running()).contains(ProcessHandle.current());
  }

  @Test
  void pidThatWasGivenToAnotherProcessDoesNotCount() throws IOException {
    var path = directory.resolve("me.pid");
    var longAgo = Instant.now().minusSeconds(86_400).toString();
    Files.write(path, List.of(Long.toString(ProcessHandle.current().pid()), longAgo));

    assertThat(new PidFile(path).running()).isEmpty();
  }

  @Test
  void tornOrMissingFileRemembersNobody() throws IOException {
    var torn = Files.writeString(directory.resolve("torn.pid"), "12");
    var odd = Files.write(directory.resolve("odd.pid"), List.of("x", "y"));

    assertThat(new PidFile(torn).running()).isEmpty();
    assertThat(new PidFile(odd).running()).isEmpty();
    assertThat(new PidFile(directory.resolve("none.pid")).running()).isEmpty();
  }
}
