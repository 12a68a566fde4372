package io.mesher.ws.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class OriginsTest {
  private final Origins origins =
      new Origins(
          URI.create("https://Errors.example.org/mesher"), 8081, List.of("https://Other.example"));

  @Test
  void ourOwnPagesAreLetIn() {
    assertThat(origins.allows("https://errors.example.org")).isTrue();
    assertThat(origins.allows("https://errors.example.org:8081")).isTrue();
    assertThat(origins.allows("https://other.example")).isTrue();
    assertThat(origins.allows(null)).isTrue();
  }

  @Test
  void anyOtherPageIsNot() {
    assertThat(origins.allows("http://errors.example.org")).isFalse();
    assertThat(origins.allows("https://errors.example.org.evil.example")).isFalse();
    assertThat(origins.allows("https://errors.example.org:8443")).isFalse();
    assertThat(origins.allows("null")).isFalse();
    assertThat(origins.allows("")).isFalse();
  }

  @Test
  void aSchemesOwnPortIsNotWritten() {
    assertThat(
            new Origins(URI.create("http://a.example:80"), 443, List.of())
                .allows("http://a.example"))
        .isTrue();
  }
}
