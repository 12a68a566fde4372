package io.mesher.localstack.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesher.localstack.StackException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StackSettingsTest {
  private static StackSettings settings(Map<String, String> environment, @Nullable String host) {
    return StackSettings.from(
        environment,
        new Tree(Path.of("tree")),
        new DataDirectory(Path.of("data")),
        Optional.ofNullable(host));
  }

  @Test
  void loopbackIsTheDefault() {
    var settings = settings(Map.of(), null);

    assertThat(settings.host()).isEqualTo("127.0.0.1");
    assertThat(settings.publicUrl()).isEqualTo("http://localhost:8080");
    assertThat(settings.webSocketUrl()).isEqualTo("ws://localhost:8081");
  }

  @Test
  void publicUrlFollowsThePort() {
    assertThat(settings(Map.of("MESHER_HTTP_PORT", "9000"), null).publicUrl())
        .isEqualTo("http://localhost:9000");
  }

  @Test
  void givenPublicUrlWins() {
    var settings = settings(Map.of("MESHER_PUBLIC_URL", "https://errors.example.org/"), "0.0.0.0");

    assertThat(settings.publicUrl()).isEqualTo("https://errors.example.org");
  }

  @Test
  void wildcardIsNoPublicUrl() {
    assertThat(settings(Map.of(), "0.0.0.0").publicUrl()).doesNotContain("0.0.0.0");
  }

  @Test
  void unknownHostIsRefused() {
    assertThatThrownBy(() -> settings(Map.of(), "no such host"))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("no such host");
  }

  @Test
  void javaOptionsAreSplitAtBlanks() {
    assertThat(settings(Map.of("MESHER_JAVA_OPTS", " -Xmx1g  -Da=b "), null).javaOptions())
        .containsExactly("-Xmx1g", "-Da=b");
  }
}
