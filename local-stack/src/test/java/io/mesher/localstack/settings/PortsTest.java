package io.mesher.localstack.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesher.localstack.StackException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {

  @Test
  void usualPortsHoldWithoutVariables() {
    var ports = Ports.from(Map.of());

    assertThat(ports.of(Port.HTTP)).isEqualTo(8080);
    assertThat(ports.of(Port.POSTGRES)).isEqualTo(15432);
  }

  @Test
  void variableMovesAPort() {
    assertThat(Ports.from(Map.of("MESHER_HTTP_PORT", " 9000 ")).of(Port.HTTP)).isEqualTo(9000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "0", "65536", "-1", "80.5"})
  void whatIsNoPortIsRefusedByItsVariable(String text) {
    assertThatThrownBy(() -> Ports.from(Map.of("MESHER_WS_PORT", text)))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("MESHER_WS_PORT")
        .hasMessageContaining(text);
  }

  @Test
  void twoListenersOnOnePortAreRefused() {
    assertThatThrownBy(() -> Ports.from(Map.of("MESHER_HTTP_PORT", "16379")))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("MESHER_HTTP_PORT")
        .hasMessageContaining("MESHER_REDIS_PORT");
  }

  @Test
  void portsSurviveTheEnvironment() {
    var ports = Ports.free();

    var again = Ports.from(ports.asEnvironment());

    assertThat(again.asEnvironment()).isEqualTo(ports.asEnvironment());
  }
}
