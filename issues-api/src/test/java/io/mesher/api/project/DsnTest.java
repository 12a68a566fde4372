package io.mesher.api.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class DsnTest {

  @Test
  void theKeyStandsBeforeTheHostAndTheNumberLast() {
    assertThat(Dsn.of(URI.create("https://errors.example.org"), "mshr_ab", 42))
        .isEqualTo("https://mshr_ab@errors.example.org/42");
  }

  @Test
  void portAndPathAreKept() {
    assertThat(Dsn.of(URI.create("http://localhost:8080/mesher/"), "mshr_ab", 1))
        .isEqualTo("http://mshr_ab@localhost:8080/mesher/1");
  }
}
