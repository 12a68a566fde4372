package io.mesher.localstack.preflight;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesher.localstack.StackException;
import io.mesher.localstack.settings.DataDirectory;
import io.mesher.localstack.settings.Port;
import io.mesher.localstack.settings.Ports;
import io.mesher.localstack.settings.StackSettings;
import io.mesher.localstack.settings.Tree;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PreflightTest {
  private static final Machine ROOMY = new Machine(Long.MAX_VALUE, Long.MAX_VALUE);

  private final StackSettings settings =
      StackSettings.from(
          Ports.free().asEnvironment(),
          new Tree(Path.of("tree")),
          new DataDirectory(Path.of("data")),
          Optional.empty());

  @Test
  void freePortsAndARoomyMachineWillDo() {
    assertThatCode(() -> Preflight.check(settings, ROOMY)).doesNotThrowAnyException();
  }

  @Test
  void takenPortIsNamedWithItsVariable() throws IOException {
    int port = settings.ports().of(Port.KAFKA);
    try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> Preflight.check(settings, ROOMY))
          .isInstanceOf(StackException.class)
          .hasMessageContaining("Port " + taken.getLocalPort())
          .hasMessageContaining("MESHER_KAFKA_PORT");
    }
  }

  @Test
  void tooLittleMemoryIsSaidInNumbers() {
    var small = new Machine(512L * 1024 * 1024, Long.MAX_VALUE);

    assertThatThrownBy(() -> Preflight.check(settings, small))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("memory")
        .hasMessageContaining("512 MiB");
  }

  @Test
  void tooLittleDiskNamesThePlace() {
    var full = new Machine(Long.MAX_VALUE, 10L * 1024 * 1024);

    assertThatThrownBy(() -> Preflight.check(settings, full))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("disk")
        .hasMessageContaining("MESHER_DATA");
  }
}
